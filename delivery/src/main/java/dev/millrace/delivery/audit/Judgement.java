package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Gap.Cause;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides where a partition is read from, from what the database and Kafka say of it. Pure.
 *
 * <p>Nothing is ever skipped in silence: where the log no longer has what comes next, the verdict names the gap.
 */
final class Judgement {
    private Judgement() {}

    static Verdict of(TopicPartition partition, Optional<Position> copied, LogFacts log) {
        if (copied.isEmpty()) {
            return new Verdict.Begin(new Position(log.topicId(), 0, log.start(), OptionalInt.empty()));
        }
        var position = copied.get();
        if (!position.topicId().equals(log.topicId())) {
            return skip(partition, position, log, log.start(), OptionalLong.empty(), Cause.MADE_AGAIN);
        }
        if (log.cutAt().isPresent() && log.cutAt().getAsLong() < position.next()) {
            long at = Math.max(log.start(), log.cutAt().getAsLong());
            return skip(partition, position, log, at, OptionalLong.of(position.next()), Cause.CUT_OFF);
        }
        if (position.next() < log.start()) {
            return skip(partition, position, log, log.start(), OptionalLong.of(log.start()), Cause.OVERTAKEN);
        }
        return new Verdict.Resume(position);
    }

    private static Verdict skip(
            TopicPartition partition, Position copied, LogFacts log, long next, OptionalLong to, Cause cause) {
        // An offset that is given out a second time needs a new incarnation to be another record.
        int incarnation = copied.incarnation() + (cause == Cause.OVERTAKEN ? 0 : 1);
        long from = cause == Cause.CUT_OFF ? next : copied.next();
        return new Verdict.Skip(
                copied,
                new Gap(partition, copied.incarnation(), from, to, cause),
                new Position(log.topicId(), incarnation, next, OptionalInt.empty()));
    }
}
