package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakenPermitsTest {
    private static final long WINDOW = 100;

    @TempDir
    Path folder;

    private record Entry(long before, long after, int count) {}

    private static List<Entry> entries(long seed) {
        var random = new SplittableRandom(seed);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 300; i++) {
            long before = random.nextLong(1_000);
            // Most calls are short, some take longer than the window.
            long took = random.nextInt(10) == 0 ? random.nextLong(200) : random.nextLong(5);
            entries.add(new Entry(before, before + took, 1 + random.nextInt(50)));
        }
        return entries;
    }

    private static TakenPermits taken(List<Entry> entries) {
        var taken = new TakenPermits();
        entries.forEach(entry -> taken.add(entry.before, entry.after, entry.count));
        return taken;
    }

    private static long sum(List<Entry> entries, long from, boolean certainly) {
        return entries.stream()
                .filter(entry -> (certainly ? entry.before : entry.after) >= from && entry.after < from + WINDOW)
                .mapToLong(Entry::count)
                .sum();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWorstWindowIsTheWorstOfAllThereAre(long seed) {
        var entries = entries(seed);
        long worst = 0;
        long worstAsReturned = 0;
        for (long from = -WINDOW; from < 1_300; from++) {
            worst = Math.max(worst, sum(entries, from, true));
            worstAsReturned = Math.max(worstAsReturned, sum(entries, from, false));
        }

        var taken = taken(entries);

        assertThat(taken.worst(WINDOW)).isEqualTo(worst);
        assertThat(taken.worstAsReturned(WINDOW)).isEqualTo(worstAsReturned);
    }

    @Test
    void whatProcessesWroteIsThereTogether() throws Exception {
        var entries = entries(6);
        taken(entries.subList(0, 100)).write(folder.resolve("one"));
        taken(entries.subList(100, 300)).write(folder.resolve("two"));

        var both = new TakenPermits();
        both.read(folder.resolve("one"));
        both.read(folder.resolve("two"));

        assertThat(both.worst(WINDOW)).isEqualTo(taken(entries).worst(WINDOW));
        assertThat(both.between(0, 2_000))
                .isEqualTo(entries.stream().mapToLong(Entry::count).sum());
    }

    @Test
    void aTimeOfAnotherClockIsNoticed() {
        var taken = taken(List.of(new Entry(10, 20, 1)));

        assertThat(taken.isWithin(10, 20)).isTrue();
        assertThat(taken.isWithin(11, 20)).isFalse();
        assertThat(taken.isWithin(10, 19)).isFalse();
    }
}
