package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.delivery.audit.Gap.Cause;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 3);
    private static final Uuid TOPIC = new Uuid(1, 1);
    private static final Uuid OTHER = new Uuid(2, 2);

    private final Position copied = new Position(TOPIC, 2, 100, OptionalInt.of(5));

    @Test
    void shouldBeginAPartitionAtItsLogsStart() {
        assertThat(judge(Optional.empty(), log(TOPIC, 40)))
                .isEqualTo(new Verdict.Begin(new Position(TOPIC, 0, 40, OptionalInt.empty())));
    }

    @Test
    void shouldGoOnWhereTheCopyEnded() {
        assertThat(judge(Optional.of(copied), log(TOPIC, 100))).isEqualTo(new Verdict.Resume(copied));
    }

    @Test
    void shouldNameTheGapWhenRetentionOvertookTheCopy() {
        assertThat(judge(Optional.of(copied), log(TOPIC, 130)))
                .isEqualTo(new Verdict.Skip(
                        copied,
                        new Gap(PARTITION, 2, 100, OptionalLong.of(130), Cause.OVERTAKEN),
                        new Position(TOPIC, 2, 130, OptionalInt.empty())));
    }

    @Test
    void shouldBeginANewIncarnationWhenTheTopicWasMadeAgain() {
        assertThat(judge(Optional.of(copied), log(OTHER, 7)))
                .isEqualTo(new Verdict.Skip(
                        copied,
                        new Gap(PARTITION, 2, 100, OptionalLong.empty(), Cause.MADE_AGAIN),
                        new Position(OTHER, 3, 7, OptionalInt.empty())));
    }

    @Test
    void shouldBeginANewIncarnationWhereTheLogWasCutOff() {
        assertThat(judge(Optional.of(copied), new LogFacts(TOPIC, 0, OptionalLong.of(80))))
                .isEqualTo(new Verdict.Skip(
                        copied,
                        new Gap(PARTITION, 2, 80, OptionalLong.of(100), Cause.CUT_OFF),
                        new Position(TOPIC, 3, 80, OptionalInt.empty())));
    }

    @Test
    void shouldGoOnWhenTheLogEndsBehindTheCopyAfterAll() {
        assertThat(judge(Optional.of(copied), new LogFacts(TOPIC, 0, OptionalLong.of(100))))
                .isEqualTo(new Verdict.Resume(copied));
    }

    private static Verdict judge(Optional<Position> copied, LogFacts log) {
        return Judgement.of(PARTITION, copied, log);
    }

    private static LogFacts log(Uuid topic, long start) {
        return new LogFacts(topic, start, OptionalLong.empty());
    }
}
