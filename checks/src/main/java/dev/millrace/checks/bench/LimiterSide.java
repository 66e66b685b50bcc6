package dev.millrace.checks.bench;

import java.util.List;

/** Whose permits the processes of a limiter's run take. */
enum LimiterSide {
    /** Each lease is one call of a script. */
    OURS(List.of("evalsha", "eval")),
    /** A call reads the bucket, another compares and sets it by a script that reads it once more: a GET for each. */
    BUCKET4J(List.of("get"));

    @SuppressWarnings("ImmutableEnumChecker") // what List.of gives is immutable
    private final List<String> commands;

    LimiterSide(List<String> commands) {
        this.commands = commands;
    }

    /** The commands in Redis's own statistics whose sum is how many calls were made. */
    List<String> commands() {
        return commands;
    }
}
