package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.workload.DueTimes;
import java.util.Map;

/** Each event once, when it is its turn. */
record InOrder(GeneratedSender sender, Schedule schedule) implements SendingOrder {
    @Override
    public void send(long index, long dueNanos) throws ChannelLost {
        sender.send(index, schedule.wallMicros(dueNanos), schedule.timestamp(dueNanos));
    }

    @Override
    public boolean sendHeldBack(long activeNanos) {
        return false;
    }

    @Override
    public long nextHeldBack() {
        return DueTimes.NEVER;
    }

    @Override
    public boolean flush(long activeNanos) {
        return false;
    }

    @Override
    public Map<String, String> position() {
        return Map.of();
    }
}
