package dev.millrace.gateway.port;

/**
 * Numbers of events, by fate.
 *
 * @param generated    made by Millrace
 * @param ingested     taken in from outside
 * @param delivered    seen on their topic, committed
 * @param lost         sent, but not seen
 * @param duplicated   seen more than once
 * @param outOfOrder   seen after a later one of their key
 * @param deadLettered put aside on a dead-letter topic
 * @param shed         dropped on purpose, under load
 * @param rejected     refused before they were taken in
 * @param inFlight     sent, and not yet due to be seen
 */
public record EventTotals(
        long generated,
        long ingested,
        long delivered,
        long lost,
        long duplicated,
        long outOfOrder,
        long deadLettered,
        long shed,
        long rejected,
        long inFlight) {}
