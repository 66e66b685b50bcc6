package dev.millrace.gateway.port;

import java.util.List;

/**
 * A source within a run.
 *
 * @param source     the source's name
 * @param topic      where its events go
 * @param targetRate events a second it is meant to send now; 0 where it takes what comes
 * @param actualRate events a second that were acknowledged of late
 * @param events     events acknowledged in this run so far
 * @param shards     its shards and who sends them; one where it is not split
 */
public record SourceView(
        String source, String topic, double targetRate, double actualRate, long events, List<ShardView> shards) {
    public SourceView {
        shards = List.copyOf(shards);
    }

    /** A source of whose shards nothing is known. */
    public SourceView(String source, String topic, double targetRate, double actualRate, long events) {
        this(source, topic, targetRate, actualRate, events, List.of());
    }
}
