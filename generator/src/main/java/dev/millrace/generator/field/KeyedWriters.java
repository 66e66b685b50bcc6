package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.RandomWalk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the kinds that go from event to event of a key. */
final class KeyedWriters {
    private KeyedWriters() {}

    static FieldWriter of(KeyedKind kind, Spot spot) {
        return switch (kind) {
            case KeyedKind.Counter counter -> counter(counter, spot);
            case KeyedKind.Previous previous -> previous(previous, spot);
            case KeyedKind.Session(var key, var stay) -> session(key, stay, spot);
            case KeyedKind.States states -> states(states, spot);
            case KeyedKind.Walk walk -> walk(walk, spot);
        };
    }

    private static FieldWriter counter(KeyedKind.Counter kind, Spot spot) {
        refuseLists(spot, "counter");
        long cycle = spot.cycle("counter", kind.counter());
        if (cycle > 0) {
            return (WholeWriter) (index, due) -> kind.start() + index / cycle;
        }
        return new CounterWriter(key(spot, "counter", kind.counter()), kind.start(), kind.epoch());
    }

    private static FieldWriter previous(KeyedKind.Previous kind, Spot spot) {
        refuseLists(spot, "previous");
        var field = spot.field("previous", kind.previous());
        if (field.timed()) {
            throw spot.refused(
                    "previous",
                    "when the event before was due is not known; '" + kind.previous() + "' depends on that");
        }
        long cycle = kind.by() == null ? 1 : spot.cycle("by", kind.by());
        return new PreviousWriter(
                field,
                kind.by() == null || cycle > 0
                        ? PreviousWriter.turns(cycle)
                        : PreviousWriter.search(key(spot, "by", kind.by()), kind.within()));
    }

    private static FieldWriter session(String key, Stay stay, Spot spot) {
        var pace = Pace.of(spot, "session", key, stay.timed(), "write 'for' as a time, such as 30m");
        if (stay.greatest() / stay.least().length() > Sessions.MOST_SPREAD) {
            throw spot.refused("for", "most must not be more than " + Sessions.MOST_SPREAD + " times least");
        }
        var sessions = new Sessions(stay, spot.seed());
        return new PacedText(pace) {
            @Override
            public void text(long index, long dueMicros, JsonBuffer out) {
                long session = sessions.at(pace.key(index, dueMicros), pace.place(index, dueMicros));
                UuidText.write(session, Draw.bits(session, 1), out);
            }
        };
    }

    private static FieldWriter states(KeyedKind.States kind, Spot spot) {
        var pace = Pace.of(spot, "by", kind.by(), kind.epoch().timed(), "write 'for' and 'epoch' as times");
        var table = new StateTable(kind, spot.seed());
        var texts = new FixedTexts(List.copyOf(kind.states().keySet()));
        return new TextShaped() {
            @Override
            public void json(long index, long dueMicros, JsonBuffer out) {
                texts.json(state(index, dueMicros), out);
            }

            @Override
            public void text(long index, long dueMicros, JsonBuffer out) {
                texts.text(state(index, dueMicros), out);
            }

            @Override
            public boolean timed() {
                return pace.timed();
            }

            private int state(long index, long dueMicros) {
                return table.at(pace.key(index, dueMicros), pace.place(index, dueMicros));
            }
        };
    }

    private static FieldWriter walk(KeyedKind.Walk kind, Spot spot) {
        var shape = kind.walk();
        var walk = new RandomWalk(shape.min(), shape.max(), shape.step());
        var steps = steps(spot, kind.by(), kind.every());
        long scale = Decimals.scale(kind.decimals());
        long least = Decimals.stepsFrom(shape.min(), kind.decimals());
        long most = Decimals.stepsUpTo(shape.max(), kind.decimals());
        return new WalkSteps.Reached(
                steps,
                spot.seed(),
                (seed, place) -> Math.clamp(Math.round(walk.between(seed, place) * scale), least, most),
                kind.decimals());
    }

    /** How far a walk has come at an event. */
    static WalkSteps steps(Spot spot, @Nullable String by, @Nullable Duration every) {
        var pace = Pace.of(spot, "by", by, every != null, "write 'every', such as every: 10s");
        return new WalkSteps(pace, every == null ? 1 : every.toNanos() / 1_000);
    }

    private static KeyHash key(Spot spot, String setting, String field) {
        var key = new KeyHash(spot.field(setting, field));
        if (key.timed()) {
            throw spot.refused(setting, "when earlier events were due is not known; '" + field + "' depends on that");
        }
        return key;
    }

    private static void refuseLists(Spot spot, String setting) {
        if (spot.scope().listed()) {
            throw spot.refused(setting, "what goes from event to event cannot stand in a list");
        }
    }

    /** A text without escapes that goes by a pace. */
    private abstract static class PacedText implements SafeTextWriter {
        private final Pace pace;

        PacedText(Pace pace) {
            this.pace = pace;
        }

        @Override
        public final boolean timed() {
            return pace.timed();
        }
    }
}
