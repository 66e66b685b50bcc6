package dev.millrace.gateway.port;

/**
 * A part of a source within a run, which one instance sends.
 *
 * @param shard    its number, from 0
 * @param instance who sends it, or sent it last; empty if nobody has yet
 * @param state    what it does: starting, sending, elsewhere (sent by another instance), waiting, stopped, ended or failed
 * @param events   events acknowledged so far
 */
public record ShardView(int shard, String instance, String state, long events) {}
