package dev.millrace.generator.infer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How far two samples are apart. */
final class Likeness {
    private Likeness() {}

    /** The greatest distance between two distribution functions (Kolmogorov and Smirnov), from 0 to 1. */
    static double distance(double[] one, double[] other) {
        var a = one.clone();
        var b = other.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double farthest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            farthest = Math.max(farthest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return farthest;
    }

    /** Half the sum of the differences of shares (total variation), from 0 to 1. */
    static double difference(Map<String, Long> one, Map<String, Long> other) {
        double ones = one.values().stream().mapToLong(Long::longValue).sum();
        double others = other.values().stream().mapToLong(Long::longValue).sum();
        var values = new HashSet<>(one.keySet());
        values.addAll(other.keySet());
        return values.stream()
                        .mapToDouble(value ->
                                Math.abs(one.getOrDefault(value, 0L) / ones - other.getOrDefault(value, 0L) / others))
                        .sum()
                / 2;
    }

    /** The greatest difference, over all counts of top values, between the shares that so many top values have. */
    static double skewDifference(Map<String, Long> one, Map<String, Long> other) {
        var a = ranked(one);
        var b = ranked(other);
        double ones = a.stream().mapToLong(Long::longValue).sum();
        double others = b.stream().mapToLong(Long::longValue).sum();
        double farthest = 0;
        double sumOnes = 0;
        double sumOthers = 0;
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            sumOnes += i < a.size() ? a.get(i) : 0;
            sumOthers += i < b.size() ? b.get(i) : 0;
            farthest = Math.max(farthest, Math.abs(sumOnes / ones - sumOthers / others));
        }
        return farthest;
    }

    private static List<Long> ranked(Map<String, Long> counts) {
        return counts.values().stream().sorted((x, y) -> Long.compare(y, x)).toList();
    }
}
