package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that go from event to event, beside a reference version that remembers everything. */
class KeyedKindTest {
    private static final FieldKind TURNS = new FieldKind.Sequence("k%d", 7L);
    private static final FieldKind DRAWN =
            new FieldKind.Sequence("k%d", 40L, new Skew.ByZipf(1.1, Skew.Favourites.OLDEST));
    private static final FieldKind VALUE = new NumberKind.Integers(new NumberKind.WholeRange(0, 1_000_000));
    private static final long MINUTE = 60_000_000;

    @Test
    void shouldCountTheEventsOfAKeyForEverWhereKeysTakeTurns() {
        var counter = Written.last("k", TURNS, "n", new KeyedKind.Counter("k", 100, 10));

        assertThat(counter.text(0)).isEqualTo("100");
        assertThat(counter.text(6)).isEqualTo("100");
        assertThat(counter.text(7)).isEqualTo("101");
        assertThat(counter.text(7_000_003)).isEqualTo("1000100");
    }

    @Test
    void shouldCountTheEventsOfAnyKeyWithinItsEpoch() {
        int epoch = 50;
        var key = Written.last("k", DRAWN);
        var counter = Written.last("k", DRAWN, "n", new KeyedKind.Counter("k", 0, epoch));
        var remembered = new HashMap<String, Long>();
        var last = new HashMap<String, Long>();
        for (long index = 0; index < 500; index++) {
            if (index % epoch == 0) {
                remembered.clear();
            }
            var name = key.text(index);
            long expected = index - index % epoch + remembered.merge(name, 1L, Long::sum) - 1;
            assertThat(counter.text(index)).isEqualTo(Long.toString(expected));
            assertThat(expected).as("counters only rise").isGreaterThan(last.getOrDefault(name, -1L));
            last.put(name, expected);
        }
    }

    static List<FieldKind> keys() {
        return List.of(TURNS, DRAWN);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldRepeatWhatAFieldWasBeforeUnderTheSameKey(FieldKind keys) {
        int within = 30;
        var key = Written.last("k", keys, "v", VALUE, "k2", new TextKind.Template("{k}"));
        var value = Written.last("k", keys, "v", VALUE);
        var previous = Written.last("k", keys, "v", VALUE, "p", new KeyedKind.Previous("v", "k", within));
        var seen = new HashMap<String, Long>();
        for (long index = 0; index < 600; index++) {
            var name = key.text(index);
            var before = seen.get(name);
            boolean known = before != null && index - before <= within;
            assertThat(previous.rawJson(index)).isEqualTo(known ? value.rawJson(before) : "null");
            assertThat(previous.text(index)).isEqualTo(known ? value.text(before) : "");
            seen.put(name, index);
        }
    }

    @Test
    void shouldRepeatWhatAFieldWasInTheEventBefore() {
        var previous = Written.last("k", TURNS, "p", new KeyedKind.Previous("k", null, 1));

        assertThat(previous.rawJson(0)).isEqualTo("null");
        assertThat(previous.rawJson(8)).isEqualTo("\"k0\"");
    }

    /** Whatever was asked before, the answer is the same: looked for with jumps forth and back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNotDependOnWhatWasWrittenBefore(long seed) {
        var random = new Random(seed);
        var kinds = List.of(
                new KeyedKind.Counter("k", 0, 64),
                new KeyedKind.Previous("v", "k", 40),
                new KeyedKind.Session("k", stay("1m", "10m")),
                states(null, "k", "2h"),
                new KeyedKind.Walk(new KeyedKind.WalkShape(-10, 10, 1), "k", Duration.ofSeconds(10), 3));
        for (var kind : kinds) {
            var forwards = Written.last("k", DRAWN, "v", VALUE, "x", kind);
            var texts = new ArrayList<String>();
            for (long index = 0; index < 400; index++) {
                texts.add(forwards.rawJson(index, Written.DUE + index * MINUTE));
            }
            var jumping = Written.last("k", DRAWN, "v", VALUE, "x", kind);
            for (int i = 0; i < 1_000; i++) {
                int index = random.nextInt(400);
                assertThat(jumping.rawJson(index, Written.DUE + index * MINUTE))
                        .as("seed %d, %s, event %d", seed, kind, index)
                        .isEqualTo(texts.get(index));
            }
        }
    }

    @Test
    void shouldKeepASessionForAsLongAsItIsSaid() {
        var session = Written.last("k", DRAWN, "s", new KeyedKind.Session("k", stay("5m", "30m")));
        var same = sameKey(DRAWN, 2_000);
        var lengths = new TreeMap<String, Integer>();
        // One key's events, a minute after another: sessions are runs of 5 to 30.
        for (int minute = 0; minute < same.size(); minute++) {
            lengths.merge(session.text(same.get(minute), Written.DUE + minute * MINUTE), 1, Integer::sum);
        }
        var inner = lengths.values().stream().filter(length -> length > 30).toList();
        assertThat(inner).isEmpty();
        assertThat(lengths.size()).isBetween(same.size() / 30, same.size() / 8);
    }

    @Test
    void shouldGiveEachKeySessionsOfItsOwn() {
        var session = Written.last("k", TURNS, "s", new KeyedKind.Session("k", stay("3", "3")));
        var owners = new HashMap<String, Long>();
        for (long index = 0; index < 700; index++) {
            var owner = owners.putIfAbsent(session.text(index), index % 7);
            assertThat(owner == null || owner == index % 7).isTrue();
        }
        // A hundred events of each key, three to a session, but for those an epoch cuts off.
        assertThat(owners.size()).isBetween(7 * 33, 7 * 37);
    }

    @Test
    void shouldGoFromStateToStateAsSaid() {
        var states = Written.last("k", TURNS, "x", states(null, "k", "1000"));
        var changes = new HashSet<String>();
        var stays = new TreeMap<String, List<Integer>>();
        String before = null;
        int stay = 0;
        for (long index = 0; index < 7 * 3_000; index += 7) {
            var state = states.text(index);
            if (!state.equals(before)) {
                if (before != null) {
                    changes.add(before + ">" + state);
                    stays.computeIfAbsent(before, name -> new ArrayList<>()).add(stay);
                }
                before = state;
                stay = 0;
            }
            stay++;
        }
        assertThat(changes).contains("idle>busy", "busy>idle", "busy>broken");
        // Into the first state one may come from any, when an epoch begins.
        assertThat(changes).doesNotContain("idle>broken", "broken>busy");
        assertThat(stays.get("busy")).as("2 to 4 events, unless cut off").allMatch(length -> length <= 4);
        assertThat(stays.get("busy").stream().filter(length -> length < 2).count())
                .isLessThanOrEqualTo(5);
    }

    @Test
    void shouldChangeStatesByTime() {
        var states = Written.last("k", DRAWN, "x", states(null, "k", "1h"));
        var event = sameKey(DRAWN, 100).getFirst();
        var seen = new HashSet<String>();
        int changes = 0;
        for (int second = 0; second < 7_200; second++) {
            var now = states.text(event, Written.DUE + second * 1_000_000L);
            var next = states.text(event, Written.DUE + (second + 1) * 1_000_000L);
            seen.add(now);
            changes += now.equals(next) ? 0 : 1;
        }
        assertThat(seen).contains("idle", "busy");
        assertThat(changes).isBetween(2, 400);
    }

    @Test
    void shouldBeginWithStatesByTheirWeight() {
        var start = new LinkedHashMap<String, Double>();
        start.put("idle", 1.0);
        start.put("busy", 3.0);
        var lasting = Map.of(
                "idle", new KeyedKind.State(null, stay("1", null)), "busy", new KeyedKind.State(null, stay("1", null)));
        var states = Written.last(
                "k",
                new FieldKind.Sequence("%d", 10_000L),
                "x",
                new KeyedKind.States(lasting, "k", start, Span.parse("5")));

        long busy = states.texts(10_000).filter("busy"::equals).count();

        assertThat(busy / 10_000.0).isCloseTo(0.75, within(0.025));
    }

    @Test
    void shouldWalkInSmallStepsAndStayInItsRange() {
        var values = Written.last("w", new KeyedKind.Walk(new KeyedKind.WalkShape(-5, 5, 0.25), null, null, 4))
                .numbers(50_000);
        double squares = 0;
        double least = 0;
        double most = 0;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            assertThat(values[i]).isBetween(-5.0, 5.0);
            assertThat(Math.abs(step)).isLessThan(0.25 * 6);
            squares += step * step;
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.25, within(0.02));
        assertThat(least).isLessThan(-4);
        assertThat(most).isGreaterThan(4);
    }

    @Test
    void shouldRefuseKeysWhosePastIsNotKnown() {
        assertRefused(
                "s.fields.x.by", "write 'every'", new KeyedKind.Walk(new KeyedKind.WalkShape(0, 1, 0.1), "k", null, 2));
        assertRefused("s.fields.x.session", "write 'for' as a time", new KeyedKind.Session("k", stay("3", "5")));
        assertRefused("s.fields.x.by", "write 'for' and 'epoch' as times", states(null, "k", "100"));
        assertRefused("s.fields.x.counter", "no field 'q'", new KeyedKind.Counter("q", 0, 10));
        assertRefused("s.fields.x.counter", "earlier events were due", new KeyedKind.Counter("at", 0, 10));
        assertRefused("s.fields.x.previous", "when the event before was due", new KeyedKind.Previous("at", null, 10));
        assertRefused("s.fields.x", "refers to itself", new KeyedKind.Previous("x", null, 10));
        assertRefused("s.fields.x.for", "100 times", new KeyedKind.Session("k", stay("1s", "1h")));
        assertRefused(
                "s.fields.x.array.counter",
                "list",
                new CompositeKind.Array(new KeyedKind.Counter("k", 0, 10), new CompositeKind.Length(1, null)));
    }

    private static void assertRefused(String field, String problem, FieldKind kind) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() ->
                        Written.last("k", DRAWN, "at", new FieldKind.Timestamp(FieldKind.TimestampOf.DUE), "x", kind))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    /** Events of the most frequent key. */
    private static List<Long> sameKey(FieldKind keys, int from) {
        var key = Written.last("k", keys);
        var same = new ArrayList<Long>();
        for (long index = 0; index < from; index++) {
            if (key.text(index).equals("k0")) {
                same.add(index);
            }
        }
        return same;
    }

    static KeyedKind.States states(Map<String, Double> start, String by, String epoch) {
        boolean timed = Span.parse(epoch).timed();
        var states = new LinkedHashMap<String, KeyedKind.State>();
        states.put("idle", new KeyedKind.State(Map.of("busy", 1.0), timed ? stay("30s", "2m") : stay("1", "5")));
        var next = new LinkedHashMap<String, Double>();
        next.put("idle", 9.0);
        next.put("broken", 1.0);
        states.put("busy", new KeyedKind.State(next, timed ? stay("1m", null) : stay("2", "4")));
        states.put("broken", new KeyedKind.State(null, stay("1", null)));
        return new KeyedKind.States(states, by, start, Span.parse(epoch));
    }

    static Stay stay(String least, String most) {
        return new Stay(Span.parse(least), most == null ? null : Span.parse(most));
    }
}
