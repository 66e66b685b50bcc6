package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.workload.DueTimes;
import java.util.Map;

/** Each event once, when it is its turn, unless it is not admitted. */
record InOrder(GeneratedSender sender, SourceChannel channel, Schedule schedule, Admission admission)
        implements SendingOrder {
    @Override
    public long waiting(long reached) {
        return schedule.waiting(channel, reached);
    }

    @Override
    public boolean send(Allowance allowance, long reached) throws ChannelLost {
        if (admission.isActive()) {
            return sendAdmitted(allowance, reached);
        }
        int step = channel.key().shard().of();
        long first = channel.next();
        long due = Math.min(MOST_TURNS, schedule.waiting(channel, reached));
        long until = first + (long) allowance.take((int) due) * step;
        for (long index = first; index < until; index += step) {
            send(index, schedule.activeNanos(index));
        }
        return first < until;
    }

    private boolean sendAdmitted(Allowance allowance, long reached) throws ChannelLost {
        long until = schedule.countBy(reached);
        int turns = 0;
        for (; turns < MOST_TURNS && channel.next() < until; turns++) {
            long index = channel.next();
            long due = schedule.activeNanos(index);
            var leftOut = admission.verdict(index, due);
            if (leftOut != null) {
                channel.indices().omit(leftOut);
                admission.count(channel.flow(), leftOut);
            } else if (allowance.takeOne()) {
                send(index, due);
            } else {
                break;
            }
        }
        return turns > 0;
    }

    private void send(long index, long dueNanos) throws ChannelLost {
        long dueMicros = schedule.wallMicros(dueNanos);
        sender.send(index, dueMicros, schedule.timestamp(dueNanos, dueMicros));
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
    public void flush(Allowance allowance, long activeNanos) {
        // Nothing is ever held back.
    }

    @Override
    public Map<String, String> position() {
        return Map.of();
    }
}
