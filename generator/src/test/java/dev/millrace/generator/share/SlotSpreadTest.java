package dev.millrace.generator.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSpreadTest {
    private static final int SLOTS = 64;

    @ParameterizedTest(name = "{0} shards over {1} instances")
    @CsvSource({"1,1", "6,3", "8,3", "64,5", "64,64", "16,10", "3,7", "64,1000"})
    void shouldShareTheShardsOfASourceEvenlyWithinOne(int shards, int members) {
        var sources = new SlotPlan(SLOTS).bySource(Map.of("orders", shards));

        var owners = new SlotSpread(members, nobody(SLOTS), sources).spread();

        assertEven(owners, sources.getFirst(), members);
        assertThat(IntStream.of(owners).allMatch(owner -> owner >= 0 && owner < members))
                .isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldStayEvenWhileInstancesComeAndGo(long seed) {
        var random = new Random(seed);
        var sources = new SlotPlan(SLOTS).bySource(Map.of("orders", 24));
        var owners = nobody(SLOTS);
        int members = 1;
        for (int change = 0; change < 200; change++) {
            boolean comes = members == 1 || (members < 40 && random.nextBoolean());
            var before = comes ? owners : without(owners, random.nextInt(members));
            members += comes ? 1 : -1;

            owners = new SlotSpread(members, before, sources).spread();

            assertEven(owners, sources.getFirst(), members);
            // Only what the one who came is to have, and what is too much somewhere, goes elsewhere.
            assertThat(moved(before, owners))
                    .as("change %d", change)
                    .isLessThanOrEqualTo(comes ? 24 / members + 2 : 24);
        }
    }

    @Test
    void shouldMoveNothingWhereNothingChanges() {
        var sources = new SlotPlan(SLOTS).bySource(Map.of("orders", 24, "customers", 1, "clicks", 7));
        var owners = new SlotSpread(9, nobody(SLOTS), sources).spread();

        assertThat(new SlotSpread(9, owners, sources).spread()).isEqualTo(owners);
    }

    @Test
    void shouldShareSourcesThatAreNotSplitAmongAll() {
        var names = new ArrayList<String>();
        for (int i = 0; names.size() < 20; i++) {
            var name = "source-" + i;
            // One a slot: what two sources have in a slot moves together.
            if (names.stream().noneMatch(other -> slot(other) == slot(name))) {
                names.add(name);
            }
        }
        var shards = new HashMap<String, Integer>();
        names.forEach(name -> shards.put(name, 1));
        var sources = new SlotPlan(SLOTS).bySource(shards);

        var owners = new SlotSpread(3, nobody(SLOTS), sources).spread();

        assertEven(owners, sources.stream().flatMap(List::stream).toList(), 3);
    }

    /**
     * A thousand instances that start one after the other and die one after the other: each change costs every instance
     * two rounds (one in which slots are taken, one in which they are given) of two messages to the group's coordinator,
     * and moves no more than a few slots.
     */
    @Test
    void shouldCostAThousandInstancesLittle() {
        var sources = new SlotPlan(1024).bySource(Map.of("orders", 1000));
        var owners = nobody(1024);
        long moved = 0;
        for (int members = 1; members <= 1000; members++) {
            var before = owners;
            owners = new SlotSpread(members, before, sources).spread();
            int moves = moved(before, owners);
            moved += members == 1 ? 0 : moves;
            assertThat(moves)
                    .as("%d instances", members)
                    .isLessThanOrEqualTo(1000 / members + 1 + (members == 1 ? 24 : 0));
        }
        assertEven(owners, sources.getFirst(), 1000);
        // The sum of what each newcomer must have: 1000 (1/2 + 1/3 + … + 1/1000).
        assertThat(moved).isLessThan(7_500);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11})
    void shouldMoveWhatTheDeadHadAndHardlyAnythingElseWhenAThousandDieOneAfterTheOther(long seed) {
        var random = new Random(seed);
        var sources = new SlotPlan(1024).bySource(Map.of("orders", 1000));
        var owners = new SlotSpread(1000, nobody(1024), sources).spread();
        for (int members = 999; members > 0; members--) {
            var before = without(owners, random.nextInt(members + 1));

            owners = new SlotSpread(members, before, sources).spread();

            assertThat(moved(before, owners)).as("%d instances", members).isLessThanOrEqualTo(1);
        }
        assertThat(IntStream.of(owners)).allMatch(owner -> owner == 0);
    }

    private static int slot(String source) {
        return new SlotPlan(SLOTS).slot(source, 0);
    }

    private static int[] nobody(int slots) {
        var owners = new int[slots];
        Arrays.fill(owners, -1);
        return owners;
    }

    private static int[] without(int[] owners, int gone) {
        return IntStream.of(owners)
                .map(owner -> owner == gone ? -1 : owner > gone ? owner - 1 : owner)
                .toArray();
    }

    private static int moved(int[] before, int[] after) {
        return (int) IntStream.range(0, before.length)
                .filter(slot -> before[slot] >= 0 && before[slot] != after[slot])
                .count();
    }

    private static void assertEven(int[] owners, List<Integer> slots, int members) {
        var shares = new int[members];
        slots.forEach(slot -> shares[owners[slot]]++);
        assertThat(Arrays.stream(shares).max().orElseThrow()
                        - Arrays.stream(shares).min().orElseThrow())
                .as(Arrays.toString(shares))
                .isLessThanOrEqualTo(1);
    }
}
