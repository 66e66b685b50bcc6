package dev.millrace.app.config.sample;

import dev.millrace.settings.Default;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public sealed interface Field {
    record Sequence(String sequence, @Nullable Long cardinality) implements Field {}

    record Choice(Map<String, Integer> choice) implements Field {
        public Choice {
            if (choice.isEmpty()) {
                throw new InvalidSetting("choice", "needs something to choose from");
            }
        }
    }

    record Lognormal(Spread lognormal, @Default("2") int decimals) implements Field {}

    @Scalar
    record Fixed(String value, @Default("false") boolean hidden) implements Field {}

    /** Fields that are made of others. */
    sealed interface Derived extends Field {
        record Ref(String ref, @Default("1.0") double skew) implements Derived {}

        /** Its ordinary setting is another field's word. */
        record Copy(String copy, @Nullable String ref) implements Derived {}
    }

    record Spread(double median, double sigma) {
        public Spread {
            if (sigma < 0) {
                throw new InvalidSetting("sigma", "must not be negative, was " + sigma);
            }
        }
    }
}
