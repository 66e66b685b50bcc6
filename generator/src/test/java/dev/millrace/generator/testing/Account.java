package dev.millrace.generator.testing;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.interval.Addition;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationJson;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ProgressReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a source to its word: what it says of its progress, shard by shard where it is split, and of what it did
 * otherwise, against what a read_committed consumer finds on its topics.
 */
public final class Account {
    private final List<String> findings = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final Map<DeviationKind, IntervalSet> deviations;
    private final Map<DeviationKind, IntervalSet> unmet;
    private final Map<String, Long> lastOfKey = new HashMap<>();
    private final List<Progress> shards;
    private long deadLetters;

    private Account(List<Progress> shards, List<Deviation> words) {
        this.shards = shards;
        this.deviations = new EnumMap<>(DeviationKind.class);
        this.unmet = new EnumMap<>(DeviationKind.class);
        for (var kind : DeviationKind.values()) {
            deviations.put(kind, new IntervalSet());
        }
        for (var word : words) {
            word.indices().forEach(place -> {
                long index = word.shard().index(place);
                if (deviations.get(word.kind()).add(index) == Addition.REPEAT) {
                    findings.add("index " + index + " is twice " + word.kind());
                }
            });
        }
        deviations.forEach((kind, indices) -> unmet.put(kind, indices.copy()));
    }

    /** The account of one source in one run. */
    public static Account of(TestKafka kafka, String run, String source) {
        var shards = new ProgressReader(kafka.access())
                .readAll().values().stream()
                        .filter(progress ->
                                progress.run().equals(run) && progress.source().equals(source))
                        .sorted(Comparator.comparingInt(
                                progress -> progress.shard().number()))
                        .toList();
        if (shards.isEmpty()) {
            throw new AssertionError("source " + source + " of run " + run + " has said nothing of its progress");
        }
        var account = new Account(shards, words(kafka, run, source));
        var topic = shards.getFirst().topic();
        for (var record : kafka.read(topic)) {
            if (record.headers().containsKey(PoisonMark.INDEX)) {
                if (run.equals(record.headers().get(PoisonMark.RUN))
                        && source.equals(record.headers().get(PoisonMark.SOURCE))) {
                    account.poison(Long.parseLong(record.headers().get(PoisonMark.INDEX)));
                }
                continue;
            }
            for (var event : record.events()) {
                var origin = event.origin();
                if (origin != null && origin.run().equals(run) && event.source().equals(source)) {
                    account.event(record.partition(), event.key(), origin.index());
                }
            }
        }
        for (var record : kafka.read(DeadLetter.topicFor(topic))) {
            if (run.equals(record.headers().get(DeadLetter.RUN))
                    && source.equals(record.headers().get(DeadLetter.SOURCE))) {
                account.deadLetters++;
                account.count(Long.parseLong(record.headers().get(DeadLetter.INDEX)));
            }
        }
        account.close();
        return account;
    }

    /** What does not fit; empty where every index is there exactly once, and in order within its key. */
    public List<String> findings() {
        return findings;
    }

    /** What the source says, if it is not split; otherwise its first shard. */
    public Progress progress() {
        return shards.getFirst();
    }

    /** What each of its shards says. */
    public List<Progress> shards() {
        return shards;
    }

    /** Events that the source says it has sent. */
    public long events() {
        return shards.stream().mapToLong(Progress::next).sum();
    }

    /** How many indices the source announced as of a kind. */
    public long announced(DeviationKind kind) {
        return deviations.get(kind).count();
    }

    private static List<Deviation> words(TestKafka kafka, String run, String source) {
        var words = new ArrayList<Deviation>();
        for (var record : kafka.read(Deviation.TOPIC)) {
            try {
                var word = DeviationJson.read(record.text().getBytes(StandardCharsets.UTF_8));
                if (word.run().equals(run) && word.source().equals(source)) {
                    words.add(word);
                }
            } catch (UnreadableEvent e) {
                throw new AssertionError("offset " + record.offset() + " of " + Deviation.TOPIC, e);
            }
        }
        return words;
    }

    private void poison(long index) {
        if (!unmet.get(DeviationKind.POISONED).remove(index)) {
            findings.add("index " + index + " is poisoned, and was not announced");
        }
        count(index);
    }

    private void event(int partition, @Nullable String key, long index) {
        if (seen.get(Math.toIntExact(index))
                && unmet.get(DeviationKind.DUPLICATED).remove(index)) {
            return;
        }
        count(index);
        if (unmet.get(DeviationKind.RELEASED).remove(index)) {
            return;
        }
        var place = partition + "/" + key + "/" + index % progress().shard().of();
        var before = lastOfKey.put(place, index);
        if (before != null && before >= index) {
            findings.add("key " + place + " has " + index + " after " + before);
        }
    }

    private void count(long index) {
        if (seen.get(Math.toIntExact(index))) {
            findings.add("index " + index + " is there twice");
        }
        seen.set(Math.toIntExact(index));
    }

    private void close() {
        for (var kind : DeviationKind.values()) {
            long claimed =
                    shards.stream().mapToLong(shard -> shard.deviations(kind)).sum();
            if (claimed != deviations.get(kind).count()) {
                findings.add(deviations.get(kind).count() + " indices were " + kind + ", but progress says " + claimed);
            }
            if (kind.omits()) {
                deviations.get(kind).forEach(this::count);
            } else if (kind != DeviationKind.DELAYED) {
                unmet.get(kind).forEach(index -> findings.add("index " + index + " should be " + kind));
            }
        }
        if (!deviations.get(DeviationKind.DELAYED).equals(deviations.get(DeviationKind.RELEASED))) {
            findings.add("not all that was held back was released");
        }
        int of = progress().shard().of();
        for (int number = 0; number < of; number++) {
            if (number >= shards.size() || shards.get(number).shard().number() != number) {
                findings.add("shard " + number + " of " + of + " has said nothing");
                return;
            }
        }
        for (var shard : shards) {
            for (long place = 0; place < shard.next(); place++) {
                long index = shard.shard().index(place);
                if (!seen.get(Math.toIntExact(index))) {
                    findings.add("index " + index + " is missing");
                }
                seen.clear(Math.toIntExact(index));
            }
        }
        if (!seen.isEmpty()) {
            findings.add("index " + (seen.length() - 1) + " is there, but progress says less: " + shards);
        }
        long claimed = shards.stream().mapToLong(Progress::deadLettered).sum();
        if (deadLetters != claimed) {
            findings.add(deadLetters + " dead letters, but progress says " + claimed);
        }
    }
}
