package dev.millrace.app.config.sample;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("A shop's streams, from source to sink.")
public record Shop(
        @Doc("What the shop is called.") String name,
        @Doc("Where events come from.") @Default("{}") Map<String, Source> sources,
        @Doc("How much may be sent.") @Default("{}") Map<String, Limit> limits,
        @Doc("What becomes of events.") @Default("{}") Map<String, Pipeline> pipelines,
        @Nullable Store store) {
    public Shop {
        limits.forEach((key, limit) -> {
            for (int i = 0; i < limit.sources().size(); i++) {
                if (!sources.containsKey(limit.sources().get(i))) {
                    throw new InvalidSetting("limits." + key + ".sources[" + i + "]", "there is no such source");
                }
            }
        });
    }
}
