package dev.millrace.app.config.sample;

import dev.millrace.settings.InvalidSetting;
import java.util.List;

public record Pipeline(List<String> from, List<Step> steps) {
    public Pipeline {
        if (steps.isEmpty()) {
            throw new InvalidSetting("steps", "must have a step");
        }
    }
}
