package dev.millrace.generator.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

public record ParsedLine(@Nullable Instant time, @Nullable String key) {}
