package dev.millrace.generator.channel;

import dev.millrace.event.UnreadableEvent;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The records of progress that cannot be read, as people are told of them: each once as a warning, however many readers come
 * upon it and however often, and once more when its source says something that can be read. Thread-safe.
 */
public final class UnreadableProgress {
    private static final Logger log = LoggerFactory.getLogger(UnreadableProgress.class);

    private final Set<String> told = new HashSet<>();

    /**
     * A reader has come upon one, and passes it over.
     *
     * @param key   under which it stands
     * @param where topic, partition and offset
     */
    public void found(String key, String where, UnreadableEvent why) {
        log.atLevel(isNew(key) ? Level.WARN : Level.DEBUG)
                .log(
                        "A progress record cannot be read and is passed over; the version of Millrace that wrote it, or a"
                                + " newer one, can: key={} at={} reason={}",
                        key,
                        where,
                        why.reason());
    }

    /** What stands under a key last can be read. */
    public void readable(String key) {
        if (isOver(key)) {
            log.info("Progress that could not be read is followed by some that can: key={}", key);
        }
    }

    private synchronized boolean isNew(String key) {
        return told.add(key);
    }

    private synchronized boolean isOver(String key) {
        return !told.isEmpty() && told.remove(key);
    }
}
