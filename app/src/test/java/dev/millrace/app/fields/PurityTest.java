package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The heart of generation: an event follows from seed, source, index and due time, and from nothing else. */
class PurityTest {
    private static final int EVENTS = 400;
    private static final long FAR = 3_000_000_000L;
    private static final long SEED = 20_261_122;

    static Stream<String> sources() throws Exception {
        return Catalog.read().sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void eventsAreTheSameInAnyOrderFromAnyIndexAndTwice(String source) throws Exception {
        var catalog = Catalog.read();
        var forwards = inOrder(catalog, source);
        var shuffled = new ArrayList<>(
                IntStream.range(0, 2 * EVENTS).map(twice -> twice / 2).boxed().toList());
        Collections.shuffle(shuffled, new Random(SEED));

        var renderer = Catalog.read().renderer(source);
        for (int index : shuffled) {
            assertThat(catalog.event(renderer, source, index))
                    .as("event %d, seed %d", index, SEED)
                    .isEqualTo(forwards.get(index));
        }
        for (int index = EVENTS - 1; index >= 0; index -= 7) {
            assertThat(catalog.event(catalog.renderer(source), source, index)).isEqualTo(forwards.get(index));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void eventsFarOutAreTheSameForOneThatComesThereAndOneThatBeginsThere(String source) throws Exception {
        var catalog = Catalog.read();
        var came = catalog.renderer(source);
        for (long index = FAR - 50; index < FAR; index++) {
            catalog.event(came, source, index);
        }

        for (long index = FAR; index < FAR + 20; index++) {
            assertThat(catalog.event(came, source, index))
                    .isEqualTo(catalog.event(catalog.renderer(source), source, index));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void threadsWithRenderersOfTheirOwnMakeTheSame(String source) throws Exception {
        var catalog = Catalog.read();
        var expected = inOrder(catalog, source);
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<String>> task = () -> inOrder(catalog, source);
            for (var made : threads.invokeAll(List.of(task, task, task, task))) {
                assertThat(made.get()).isEqualTo(expected);
            }
        }
    }

    private static List<String> inOrder(Catalog catalog, String source) {
        var renderer = catalog.renderer(source);
        return IntStream.range(0, EVENTS)
                .mapToObj(index -> catalog.event(renderer, source, index))
                .toList();
    }
}
