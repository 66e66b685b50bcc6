package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Dues;
import java.time.Clock;

/** Hands the records of a channel's events over, and takes down which of them Kafka refuses. For one thread. */
final class Transmission {
    private final Outlet outlet;
    private final ChannelHeaders headers;
    private final RefusedEvents refused;
    private final Clock clock;
    /** Used for one record after the other: the outlet keeps nothing of it. */
    private final Dues ofOne = new Dues();

    Transmission(Outlet outlet, ChannelHeaders headers, RefusedEvents refused, Clock clock) {
        this.outlet = outlet;
        this.headers = headers;
        this.refused = refused;
        this.clock = clock;
    }

    void send(Outgoing record, long index) throws ChannelLost {
        ofOne.clear();
        ofOne.add(record.timestamp());
        outlet.send(
                record.with(headers.with(record.headers())),
                ofOne,
                failure -> refused.add(index, failure, clock.instant()));
    }

    void send(OutgoingFrame frame) throws ChannelLost {
        outlet.send(
                new Outgoing(
                        frame.topic(), frame.partition(), null, frame.value(), frame.timestamp(), headers.of(frame)),
                frame.dues(),
                failure -> {
                    if (frame.events() == 1) {
                        refused.add(frame.firstIndex(), failure, clock.instant());
                    } else {
                        refused.suspect(frame.firstIndex(), frame.lastIndex());
                    }
                });
    }
}
