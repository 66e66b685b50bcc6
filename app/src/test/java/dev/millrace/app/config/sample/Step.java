package dev.millrace.app.config.sample;

import dev.millrace.settings.Default;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public sealed interface Step {
    record Filter(String filter) implements Step {
        public Filter {
            if (filter.isBlank()) {
                throw new InvalidSetting("filter", "must be an expression, was '" + filter + "'");
            }
        }
    }

    record Route(List<Branch> route) implements Step {}

    record Branch(String when, String to) {}

    record Window(Span window, @Default("{n: count()}") Map<String, String> aggregate) implements Step {
        public Window {
            if (window.tumbling().isZero()) {
                throw new InvalidSetting("window.tumbling", "must be positive, was " + window.tumbling());
            }
        }
    }

    record Span(
            Duration tumbling,
            @Nullable Duration advanceBy,
            @Nullable String by) {
        public Span {
            if (advanceBy != null && advanceBy.compareTo(tumbling) > 0) {
                throw new InvalidSetting("advanceBy", "must not be longer than the window");
            }
        }
    }

    /** Steps within a step. */
    record Repeat(List<Step> repeat, int times) implements Step {}

    record To(String to) implements Step {}
}
