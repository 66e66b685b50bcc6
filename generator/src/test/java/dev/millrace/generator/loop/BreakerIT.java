package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.event.EventData;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.intake.IntakeUnavailable;
import dev.millrace.generator.intake.PostedEvent;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.SourceStatus;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.ImpatientProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Share;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The breaker before a Kafka that the test can stop. */
@Tag("faults")
class BreakerIT {
    private static final BreakerSettings SETTINGS =
            new BreakerSettings(new Share(0.5), Duration.ofSeconds(1), new Share(0.9), 10, 3, Duration.ofSeconds(3), 3);

    @TempDir
    private Path folder;

    private final AtomicInteger triedWhileOpen = new AtomicInteger();
    private final SourceFlows flows =
            SourceFlows.of(new FlowSettings(SETTINGS, null, null, null, 50.0), Map.of(), Clock.systemUTC());
    private EmbeddedKafka broker;

    @BeforeEach
    void start() {
        broker = start(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldOpenWhenKafkaIsStoppedAnswerPostsAtOnceAndCloseWhenItIsBackWithNothingLost() {
        var kafka = TestKafka.at(broker.bootstrapServers());
        var sources = Map.of(
                "orders", Definitions.numbered(kafka.newTopic("orders", 3), 1_000, null, 10),
                "partners", Definitions.http(kafka.newTopic("partners", 1), 100));
        ProducerFactory watched = properties -> {
            if (state() == BreakerState.OPEN) {
                triedWhileOpen.incrementAndGet();
            }
            return new ImpatientProducers().create(properties);
        };
        String run;
        String intake;
        try (var program = TestProgram.of(kafka, watched, "program", "program", sources, flows)) {
            program.runs().resume();
            run = program.newest(RunOrigin.FILE).run().id();
            intake = program.newest(RunOrigin.INTAKE).run().id();
            await().until(() -> orders(program).tally().events() > 200);
            await().until(() -> isAccepted(post(program)));

            broker.close();
            await().until(() -> state() == BreakerState.OPEN);
            await().until(() -> isRefusedAtOnceWhileOpen(program));
            await().until(() -> orders(program).state() instanceof SourceState.Waiting);
            long waitingThen = orders(program).waiting();
            await().until(() -> orders(program).waiting() > waitingThen);

            long sent = orders(program).tally().events();
            broker = start(broker.port());
            await().until(() -> orders(program).tally().events() > sent + 1_000);
            await().until(() -> state() == BreakerState.CLOSED);
            await().until(() -> isAccepted(post(program)));
            await().until(() -> orders(program).waiting() < 1_000);
        }

        assertThat(triedWhileOpen).hasValue(0);
        assertThat(Account.of(kafka, run, "orders").findings()).isEmpty();
        assertThat(Account.of(kafka, intake, "partners").findings()).isEmpty();
    }

    private BreakerState state() {
        return flows.breakers().getFirst().state();
    }

    private static SourceStatus orders(TestProgram program) {
        return program.newest(RunOrigin.FILE).sources().getFirst();
    }

    private static CompletableFuture<?> post(TestProgram program) {
        var event = new PostedEvent(null, null, null, null, null, null, Map.of(), EventData.NULL);
        return program.bodies()
                .intake("partners")
                .orElseThrow()
                .take(List.of(event))
                .toCompletableFuture();
    }

    private static boolean isAccepted(CompletableFuture<?> answer) {
        return answer.handle((receipt, failure) -> failure == null).join();
    }

    /** The answer is there when the call returns; says nothing where the breaker was not open all the while. */
    private boolean isRefusedAtOnceWhileOpen(TestProgram program) {
        if (state() != BreakerState.OPEN) {
            return false;
        }
        var answer = post(program);
        boolean isThere = answer.isDone();
        if (state() != BreakerState.OPEN) {
            return false;
        }
        assertThat(isThere).isTrue();
        assertThat(answer.exceptionNow())
                .isInstanceOfSatisfying(
                        IntakeUnavailable.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(IntakeUnavailable.Cause.KAFKA));
        return true;
    }

    private EmbeddedKafka start(int port) {
        return EmbeddedKafka.start(new KafkaSettings(
                folder, port, Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100")));
    }
}
