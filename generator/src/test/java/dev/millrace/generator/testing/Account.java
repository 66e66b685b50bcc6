package dev.millrace.generator.testing;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ProgressReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a source to its word: what it says of its progress, shard by shard where it is split, against what a read_committed consumer finds on its
 * topics.
 */
public final class Account {
    private final List<String> findings = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final Map<String, Long> lastOfKey = new HashMap<>();
    private final List<Progress> shards;
    private long deadLetters;

    private Account(List<Progress> shards) {
        this.shards = shards;
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
        var account = new Account(shards);
        var topic = shards.getFirst().topic();
        for (var record : kafka.read(topic)) {
            var event = record.event();
            var origin = event.origin();
            if (origin != null && origin.run().equals(run) && event.source().equals(source)) {
                account.event(record, origin.index());
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

    private void event(CommittedRecord record, long index) {
        count(index);
        var place = record.partition() + "/" + record.key() + "/"
                + index % progress().shard().of();
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
