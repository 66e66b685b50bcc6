package dev.millrace.delivery.audit;

/**
 * How many records the next batch may have. Shrinks when a batch fails, so that one record PostgreSQL refuses is found
 * by halving and one batch too slow for its time-out becomes several; grows back with success. For one thread.
 */
final class BatchRows {
    private static final int FEWEST_WHEN_UNAVAILABLE = 500;

    private final int most;
    private int limit;

    BatchRows(int most) {
        this.most = most;
        this.limit = most;
    }

    int limit() {
        return limit;
    }

    void committed() {
        limit = (int) Math.min(most, 2L * limit);
    }

    void refused(int records) {
        limit = Math.max(1, records / 16);
    }

    void unavailable() {
        limit = Math.min(limit, Math.max(FEWEST_WHEN_UNAVAILABLE, limit / 4));
    }
}
