package dev.millrace.checks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found. Figures of one machine at one time: only the ratio means something elsewhere.
 *
 * @param bench   its name
 * @param against who the opponent is
 * @param pairs   what each pair came to, in their order
 * @param more    further figures by name
 */
record BenchReport(String bench, String against, List<Pair> pairs, Map<String, Object> more) {
    BenchReport {
        pairs = List.copyOf(pairs);
        more = Map.copyOf(more);
    }

    /**
     * Both sides, one after the other.
     *
     * @param ours   events a second
     * @param theirs events a second
     */
    record Pair(double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }
    }

    /** The median of ours ÷ theirs. */
    double ratio() {
        return median(pairs.stream().map(Pair::ratio).toList());
    }

    /** For a machine to read, in the order in which a person would look at it. */
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("bench", bench);
        fields.put(
                "events_per_second",
                Math.round(median(pairs.stream().map(Pair::ours).toList())));
        fields.put("ratio", hundredths(ratio()));
        fields.put("against", against);
        fields.put("pairs", pairs.size());
        fields.put("cores", Runtime.getRuntime().availableProcessors());
        fields.put(
                "against_events_per_second",
                Math.round(median(pairs.stream().map(Pair::theirs).toList())));
        fields.put(
                "ratios", pairs.stream().map(pair -> hundredths(pair.ratio())).toList());
        more.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** Rounded to two decimals. */
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
