package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Rate;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** What a program keeps of runs that are over. */
class PastRunIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String name = TestKafka.newName("program");
    private final Map<String, WeakReference<Producer<byte[], byte[]>>> made = new ConcurrentHashMap<>();

    @Test
    void shouldTellOfARunThatIsOverButKeepNothingItWasSentWith() {
        var sources = Map.of("orders", Definitions.numbered(kafka.newTopic("past", 1), 10, null, 1));
        try (var program = TestProgram.of(kafka, this::watched, name, sources)) {
            program.runs().resume();
            var run = program.runs()
                    .start(new RunRequest(List.of("orders"), new Rate(1_000), 500L, null))
                    .run();
            await().until(() -> status(program, run).run().state() == RunState.ENDED);
            var producer = await().until(
                            () -> made.entrySet().stream()
                                    .filter(entry -> entry.getKey().contains(run.id()))
                                    .map(Map.Entry::getValue)
                                    .findFirst(),
                            found -> found.isPresent())
                    .orElseThrow();

            await().until(() -> {
                System.gc();
                return producer.refersTo(null);
            });
            await().until(() -> program.runs().sentHere().size() == 1);

            assertThat(status(program, run).sources()).singleElement().satisfies(source -> {
                assertThat(source.state()).isInstanceOf(SourceState.Ended.class);
                assertThat(source.tally().sent()).isEqualTo(500);
                assertThat(source.meanRate()).isPositive();
                assertThat(source.shards())
                        .singleElement()
                        .satisfies(shard -> assertThat(shard.instance()).isEqualTo(name));
            });
        }
    }

    private static RunStatus status(TestProgram program, Run run) {
        return program.runs().status(run.id()).orElseThrow();
    }

    private Producer<byte[], byte[]> watched(Map<String, Object> properties) {
        var producer = ProducerFactory.kafka().create(properties);
        made.put(String.valueOf(properties.get("transactional.id")), new WeakReference<>(producer));
        return producer;
    }
}
