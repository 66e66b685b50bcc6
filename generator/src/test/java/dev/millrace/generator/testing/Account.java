package dev.millrace.generator.testing;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ProgressReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a source to its word: what it says of its progress against what a read_committed consumer finds on its
 * topics.
 */
public final class Account {
    private final List<String> findings = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final Map<String, Long> lastOfKey = new HashMap<>();
    private final Progress progress;
    private long deadLetters;

    private Account(Progress progress) {
        this.progress = progress;
    }

    /** The account of one source in one run. */
    public static Account of(TestKafka kafka, String run, String source) {
        var progress = new ProgressReader(kafka.access()).readAll().get(run + '/' + source);
        if (progress == null) {
            throw new AssertionError("source " + source + " of run " + run + " has said nothing of its progress");
        }
        var account = new Account(progress);
        for (var record : kafka.read(progress.topic())) {
            var event = record.event();
            var origin = event.origin();
            if (origin != null && origin.run().equals(run) && event.source().equals(source)) {
                account.event(record, origin.index());
            }
        }
        for (var record : kafka.read(DeadLetter.topicFor(progress.topic()))) {
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

    /** What the source says. */
    public Progress progress() {
        return progress;
    }

    private void event(CommittedRecord record, long index) {
        count(index);
        var place = record.partition() + "/" + record.key();
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
        for (int missing = seen.nextClearBit(0); missing < progress.next(); missing = seen.nextClearBit(missing + 1)) {
            findings.add("index " + missing + " is missing");
        }
        if (seen.length() > progress.next()) {
            findings.add("index " + (seen.length() - 1) + " is there, but progress says " + progress.next());
        }
        if (deadLetters != progress.deadLettered()) {
            findings.add(deadLetters + " dead letters, but progress says " + progress.deadLettered());
        }
    }
}
