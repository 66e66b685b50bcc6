package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * States, where each leads and how long it lasts, as a walk that can be entered anywhere: time is cut into epochs; in
 * each, the first state is drawn afresh and the walk is replayed from there. So the state at any place costs no more
 * draws than an epoch has changes. The epochs of different keys begin at different times. Immutable, thread-safe.
 */
final class StateTable {
    /** Most changes that one epoch may have. */
    static final long MOST_CHANGES = 10_000;

    private final Weights start;
    private final int[] starts;
    private final Weights[] next;
    private final int[][] leadsTo;
    private final long[] least;
    private final long[] choices;
    private final long epoch;
    private final long seed;

    StateTable(KeyedKind.States kind, long seed) {
        var names = List.copyOf(kind.states().keySet());
        var begin = kind.start() == null ? Map.of(names.getFirst(), 1.0) : kind.start();
        int count = names.size();
        start = new Weights(begin.values());
        starts = begin.keySet().stream().mapToInt(names::indexOf).toArray();
        next = new Weights[count];
        leadsTo = new int[count][];
        least = new long[count];
        choices = new long[count];
        for (int i = 0; i < count; i++) {
            var state = kind.states().get(names.get(i));
            var follow = state == null || state.next() == null ? Map.<String, Double>of() : state.next();
            next[i] = new Weights(follow.values());
            leadsTo[i] = follow.keySet().stream().mapToInt(names::indexOf).toArray();
            least[i] = state == null ? 1 : state.for_().least().length();
            choices[i] = state == null ? 1 : state.for_().greatest() - least[i] + 1;
        }
        this.epoch = kind.epoch().length();
        this.seed = seed;
    }

    /** The state of a key at a place: how many events of it, or microseconds, have gone by. */
    int at(long key, long place) {
        long own = Draw.bits(seed, key);
        long shifted = place + Draw.below(epoch, own, -1);
        long draws = Draw.bits(own, Math.floorDiv(shifted, epoch));
        long left = Math.floorMod(shifted, epoch);
        int state = starts[start.choose(draws, 0)];
        for (long draw = 1; leadsTo[state].length > 0; draw += 2) {
            long stay = least[state] + Draw.below(choices[state], draws, draw);
            if (left < stay) {
                break;
            }
            left -= stay;
            state = leadsTo[state][next[state].choose(draws, draw + 1)];
        }
        return state;
    }

    /** Refuses names that are no state. */
    static void checkKnown(String setting, Map<String, Double> named, Map<String, KeyedKind.State> states) {
        for (var name : named.keySet()) {
            if (!states.containsKey(name)) {
                throw new InvalidSetting(
                        setting + "." + name,
                        "there is no state '" + name + "', only " + String.join(", ", states.keySet()));
            }
        }
    }

    /** Refuses states that lead nowhere, last in different units, or change too often for their epoch. */
    static void check(Map<String, KeyedKind.State> states, Span epoch) {
        var shortest = new ArrayList<Long>();
        states.forEach((name, state) -> {
            if (state.next() != null) {
                checkKnown("states." + name + ".next", state.next(), states);
                if (state.for_().timed() != epoch.timed()) {
                    throw new InvalidSetting(
                            "states." + name + ".for",
                            "must be " + (epoch.timed() ? "a duration" : "a number of events") + ", as 'epoch' is ("
                                    + epoch + ")");
                }
                shortest.add(state.for_().least().length());
            }
        });
        long least = shortest.stream().mapToLong(Long::longValue).min().orElse(epoch.length());
        if (epoch.length() / least > MOST_CHANGES) {
            throw new InvalidSetting(
                    "epoch",
                    "is more than " + MOST_CHANGES + " times as long as the shortest state lasts; each event replays"
                            + " its epoch");
        }
    }
}
