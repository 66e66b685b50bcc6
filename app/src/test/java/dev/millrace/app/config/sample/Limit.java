package dev.millrace.app.config.sample;

import dev.millrace.settings.Default;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.List;

public record Limit(
        Rate rate,
        @Default("1s") Duration window,
        @Default("0%") Share burst,
        List<String> sources) {}
