package dev.millrace.processor.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What a tumbling window must come to, written as plainly as can be: everything in memory, one thread, exact
 * decimals. One oracle stands for one partition.
 */
public final class WindowOracle {
    /** One result, figures as exact decimals without trailing zeros. */
    public record Result(String key, long start, long count, BigDecimal sum, BigDecimal min, BigDecimal max) {
        public Result {
            sum = sum.stripTrailingZeros();
            min = min.stripTrailingZeros();
            max = max.stripTrailingZeros();
        }
    }

    private record Slot(long start, String key) {}

    private final long size;
    private final long grace;
    private final TreeMap<Slot, List<BigDecimal>> open =
            new TreeMap<>(Comparator.comparingLong(Slot::start).thenComparing(Slot::key));
    private final List<Result> results = new ArrayList<>();
    private long streamTime = Long.MIN_VALUE;
    private long late;

    public WindowOracle(long size, long grace) {
        this.size = size;
        this.grace = grace;
    }

    /** An event that only tells the time: a filter dropped it. */
    public void passes(long time) {
        streamTime = Math.max(streamTime, time);
        while (!open.isEmpty() && open.firstKey().start() + size + grace <= streamTime) {
            var entry = open.pollFirstEntry();
            var values = entry.getValue();
            results.add(new Result(
                    entry.getKey().key(),
                    entry.getKey().start(),
                    values.size(),
                    values.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                    values.stream().min(Comparator.naturalOrder()).orElseThrow(),
                    values.stream().max(Comparator.naturalOrder()).orElseThrow()));
        }
    }

    /** An event that reaches the window; without a value it cannot be taken in. False if it is late. */
    public boolean reaches(long time, String key, BigDecimal value) {
        passes(time);
        long start = Math.floorDiv(time, size) * size;
        if (start + size + grace <= streamTime) {
            late++;
            return false;
        }
        if (value != null) {
            open.computeIfAbsent(new Slot(start, key), _ -> new ArrayList<>()).add(value);
        }
        return true;
    }

    /** The final results so far, in the order they became final. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    public long late() {
        return late;
    }
}
