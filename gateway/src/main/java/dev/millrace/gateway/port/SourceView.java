package dev.millrace.gateway.port;

import java.util.List;

/**
 * A source within a run.
 *
 * @param source     the source's name
 * @param topic      where its events go
 * @param targetRate events a second it was meant to send so far, in the mean; 0 where it takes what comes
 * @param actualRate events a second that were acknowledged of late
 * @param events     events acknowledged in this run so far, dead letters among them
 * @param shed       events given up before they were sent, under pressure
 * @param rejected   events that were turned away, and their senders told so
 * @param skipped    events that fell due in an outage and are not made up for
 * @param shards     its shards and who sends them; one where it is not split
 */
public record SourceView(
        String source,
        String topic,
        double targetRate,
        double actualRate,
        long events,
        long shed,
        long rejected,
        long skipped,
        List<ShardView> shards) {
    public SourceView {
        shards = List.copyOf(shards);
    }

    /** A source of whose shards nothing is known, and which left nothing out. */
    public SourceView(String source, String topic, double targetRate, double actualRate, long events) {
        this(source, topic, targetRate, actualRate, events, 0, 0, 0, List.of());
    }
}
