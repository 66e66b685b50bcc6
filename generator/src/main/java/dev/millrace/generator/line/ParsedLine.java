package dev.millrace.generator.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a line says about itself, beside its data.
 *
 * @param time when it happened, within the years 1900 to 9999; null if the line does not say
 * @param key  what it is about (client, program or host); null if the line does not say
 */
public record ParsedLine(@Nullable Instant time, @Nullable String key) {}
