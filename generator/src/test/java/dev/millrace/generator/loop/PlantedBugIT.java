package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.DishonestProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The account of the other tests can fail: it sees a single event in thousands that is lost or sent twice. */
class PlantedBugIT {
    private final TestKafka kafka = TestKafka.shared();

    @Test
    void shouldFindNothingWhereNoBugIsPlanted() {
        assertThat(run(ProducerFactory.kafka()).findings()).isEmpty();
    }

    @Test
    void shouldFindTheEventThatWasLost() {
        assertThat(run(DishonestProducers.losing(3_000)).findings()).containsExactly("index 2999 is missing");
    }

    @Test
    void shouldFindTheEventThatWasSentTwice() {
        assertThat(run(DishonestProducers.repeating(3_000)).findings())
                .contains("index 2999 is there twice")
                .allMatch(finding -> finding.contains("2999"));
    }

    private Account run(ProducerFactory producers) {
        var sources = Map.of("orders", Definitions.numbered(kafka.newTopic("planted", 3), 100_000, 5_000L, 50));
        try (var program = TestProgram.of(kafka, producers, TestKafka.newName("program"), sources)) {
            program.runs().resume();
            await().until(() -> program.newest(RunOrigin.FILE).run().state() == RunState.ENDED);
            return Account.of(kafka, program.newest(RunOrigin.FILE).run().id(), "orders");
        }
    }
}
