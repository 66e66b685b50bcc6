package dev.millrace.ledger.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is seen on one topic beyond the events of sources. Not thread-safe. */
public final class TopicAccount {
    static final int KEPT = 100;
    /** No topic feeds more; a flood of made-up names must not fill the memory. */
    private static final int PIPELINES = 1_000;

    private final String topic;
    private long foreign;
    private long unreadable;
    private final List<Unreadable> first;
    private final Map<String, Long> letters;
    private @Nullable TopicStatement statement;

    TopicAccount(TopicStatement known) {
        this.topic = known.topic();
        this.foreign = known.foreign();
        this.unreadable = known.unreadable();
        this.first = new ArrayList<>(known.first());
        this.letters = new HashMap<>(known.letters());
        this.statement = known;
    }

    /** An event that belongs to no source's account. */
    public void foreign() {
        foreign++;
        statement = null;
    }

    /** A record that could not be read. */
    public void unreadable(int partition, long offset, String reason) {
        unreadable++;
        statement = null;
        if (first.size() < KEPT) {
            first.add(new Unreadable(partition, offset, StorableText.fit(reason)));
        }
    }

    /** A dead letter, put there by a pipeline or by {@link TopicStatement#OF_SOURCES}. */
    public void letter(String pipeline) {
        boolean full = letters.size() >= PIPELINES && !letters.containsKey(pipeline);
        if (full || !StorableText.isName(pipeline)) {
            letters.merge(TopicStatement.OF_UNKNOWN, 1L, Long::sum);
        } else {
            letters.merge(pipeline, 1L, Long::sum);
        }
        statement = null;
    }

    /** What was seen so far. The same object as long as nothing more is seen. */
    public TopicStatement statement() {
        if (statement == null) {
            statement = new TopicStatement(topic, foreign, unreadable, first, letters);
        }
        return statement;
    }
}
