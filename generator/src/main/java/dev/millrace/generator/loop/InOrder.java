package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.workload.DueTimes;
import java.util.Map;

/** Each event once, when it is its turn. */
record InOrder(GeneratedSender sender, SourceChannel channel, Schedule schedule) implements SendingOrder {
    @Override
    public long waiting(long reached) {
        return schedule.waiting(channel, reached);
    }

    @Override
    public boolean send(int most, long reached) throws ChannelLost {
        int step = channel.key().shard().of();
        long first = channel.next();
        long until = Math.min(schedule.countBy(reached), first + (long) Math.min(most, MOST_TURNS) * step);
        for (long index = first; index < until; index += step) {
            long due = schedule.activeNanos(index);
            long dueMicros = schedule.wallMicros(due);
            sender.send(index, dueMicros, schedule.timestamp(due, dueMicros));
        }
        return first < until;
    }

    @Override
    public long nextHeldBack() {
        return DueTimes.NEVER;
    }

    @Override
    public long heldBack() {
        return 0;
    }

    @Override
    public void flush(int most, long activeNanos) {
        // Nothing is ever held back.
    }

    @Override
    public Map<String, String> position() {
        return Map.of();
    }
}
