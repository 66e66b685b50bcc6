package dev.millrace.generator.file;

import java.time.Duration;

/**
 * How long a rotated file is waited for.
 *
 * @param quiet  how long it must stay unchanged, once its successor holds lines, before that one is begun: keeps
 *     lines in order while several writers change over
 * @param linger how long after its last line it is still looked at, for writers that keep it open, such as a web
 *     server that ends its connections in peace
 */
record Patience(Duration quiet, Duration linger) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5));
}
