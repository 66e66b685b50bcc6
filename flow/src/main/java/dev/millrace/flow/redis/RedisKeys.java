package dev.millrace.flow.redis;

/** The keys of one limit. The braces keep both on one node of a Redis cluster. */
record RedisKeys(String log, String side) {
    static RedisKeys of(String limit) {
        var prefix = "millrace:limit:{" + limit + "}:";
        return new RedisKeys(prefix + "z", prefix + "h");
    }

    String[] array() {
        return new String[] {log, side};
    }
}
