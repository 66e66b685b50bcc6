package dev.millrace.generator.infer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is kept of all captured events. Not thread-safe. */
final class CaptureProfile {
    private final ProfileBudget budget = new ProfileBudget();
    private final ObjectProfile data = new ObjectProfile("", 0, budget);
    private final ListedValues sources = new ListedValues();
    private final ListedValues types = new ListedValues();
    private long keyed;
    private long timed;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    void add(JsonNode object) {
        var event = EventEnvelope.of(object);
        if (event.micros() != TimeProfile.NEVER) {
            timed++;
            earliest = Math.min(earliest, event.micros());
            latest = Math.max(latest, event.micros());
        }
        note(sources, event.source());
        note(types, event.type());
        data.add(event.data(), event.micros());
        var key = event.key();
        if (key != null) {
            keyed++;
            data.fields().forEach((name, profile) -> {
                var value = event.data().get(name);
                if (value != null && value.isValueNode() && key.equals(value.asString())) {
                    profile.wasKey();
                }
            });
        }
    }

    ObjectProfile data() {
        return data;
    }

    ProfileBudget budget() {
        return budget;
    }

    ListedValues sources() {
        return sources;
    }

    ListedValues types() {
        return types;
    }

    /** How many events had a key of their own. */
    long keyed() {
        return keyed;
    }

    /** Events a second on average; 0 where the times do not tell. */
    double perSecond() {
        return timed < 2 || latest <= earliest ? 0 : (timed - 1) * 1e6 / (latest - earliest);
    }

    private static void note(ListedValues values, @Nullable String value) {
        if (value != null) {
            values.add(value);
        }
    }
}
