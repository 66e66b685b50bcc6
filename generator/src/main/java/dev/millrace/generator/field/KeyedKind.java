package dev.millrace.generator.field;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that follow from what came before under the same key, or seem to: worked out anew for each event, with
 * bounded work, so that any event can be made without the ones before it.
 */
public sealed interface KeyedKind extends FieldKind {

    @Doc("How many events of the same key came before.")
    record Counter(
            @Doc("The field that is the key.") String counter,
            @Doc("Where it begins.") @Default("0") long start,

            @Doc("Where the key is not a sequence with a cardinality, events are counted within blocks of so many; at"
                    + " the next block every counter goes on from the block's first index.")
            @Default("10000")
            int epoch)
            implements KeyedKind {
        public Counter {
            checkLookBack("epoch", epoch);
        }
    }

    @Doc("The value that a field had in the event before; null where there was none.")
    record Previous(
            @Doc("The field.") String previous,

            @Doc("The event before of the same value of this field; without it, of the source.") @Nullable
            String by,

            @Doc("How many events to look back at most, where 'by' is not a sequence with a cardinality.")
            @Default("1000")
            int within)
            implements KeyedKind {
        public Previous {
            checkLookBack("within", within);
        }
    }

    @Doc("The id of a session: the same for a while, for each key its own.")
    record Session(
            @Doc("The field that is the key.") String session,

            @Doc("How long one lasts: 30m, {least: 5m, most: 30m}, or in events of the key.")
            Stay for_)
            implements KeyedKind {}

    @Doc("A state, which goes over into another from time to time, for each key by itself.")
    record States(
            @Doc("The states, each with where it leads.") Map<String, State> states,

            @Doc("The field that is the key; without it there is one state for the whole source.") @Nullable
            String by,

            @Doc("The states to begin with, by weight; without it the first one.") @Nullable
            Map<String, Double> start,

            @Doc("After so long (in events of the key, or in time) it begins anew.") @Default("1h")
            Span epoch)
            implements KeyedKind {
        public States {
            if (states.isEmpty()) {
                throw new InvalidSetting("states", "needs at least one state");
            }
            states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
            if (start != null) {
                start = Weights.checked("start", start);
                StateTable.checkKnown("start", start, states);
            }
            StateTable.check(states, epoch);
        }
    }

    /** One state. */
    record State(
            @Doc("The states that may follow, by weight; none where it is the last one.") @Nullable
            Map<String, Double> next,

            @Doc("How long it lasts: 30s, {least: 1s, most: 1m}, or in events of the key, such as 3.") @Default("1")
            Stay for_) {
        public State {
            if (next != null) {
                next = Weights.checked("next", next);
            }
        }
    }

    @Doc("A number that moves up and down in small steps, for each key by itself.")
    record Walk(
            @Doc("The range and the step.") WalkShape walk,

            @Doc("The field that is the key; without it there is one walk for the whole source.") @Nullable
            String by,

            @Doc("How long a step takes. Without it, each event of the key is a step, which needs 'by' to be a"
                    + " sequence with a cardinality.")
            @Nullable
            Duration every,

            @Doc("Digits behind the point.") @Default("2") int decimals)
            implements KeyedKind {
        public Walk {
            Decimals.check(decimals);
            checkPositive("every", every);
            Bounds.of(walk.min(), walk.max()).check(decimals);
        }
    }

    /** The range of a walk and its step. */
    record WalkShape(
            @Doc("Least value.") double min,
            @Doc("Greatest value.") double max,
            @Doc("The deviation from one step to the next.") double step) {
        public WalkShape {
            Bounds.of(min, max);
            Bounds.above0("step", step, Bounds.FARTHEST);
            if (step > max - min) {
                throw new InvalidSetting("step", "must not be more than the range, from " + min + " to " + max);
            }
        }
    }

    /** A duration that is there and not positive is refused, and one too short for microseconds. */
    static void checkPositive(String setting, @Nullable Duration duration) {
        if (duration != null && duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new InvalidSetting(setting, "must be at least 1ms, was " + Durations.format(duration));
        }
    }

    private static void checkLookBack(String setting, int events) {
        if (events < 1 || events > 100_000) {
            throw new InvalidSetting(setting, "must be from 1 to 100000, was " + events);
        }
    }
}
