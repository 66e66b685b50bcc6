package dev.millrace.flow.limit;

import dev.millrace.flow.limit.SharedLimit.LimitName;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What people are told of a log that cannot be reached: the first failure as a warning, those that follow for whoever looks
 * closely, and that it is back once it has answered for a while. A log that comes and goes is told of twice in all, not at
 * every turn. Used by one thread at a time.
 */
final class FallbackNews {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackNews.class);

    /** Without a failure for so long, the log is back. */
    static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LimitName name;
    private boolean told;
    private boolean answered;
    private long answeredSince;

    FallbackNews(LimitName name) {
        this.name = name;
    }

    /** There is no answer, or none in time: a local bucket decides. */
    void failed(long instances, String why) {
        LOG.atLevel(told ? Level.DEBUG : Level.WARN)
                .log(
                        "the log of a limit cannot be reached, a local bucket decides limit={} instance={} instances={}"
                                + " reason={}",
                        name.limit(),
                        name.instance(),
                        instances,
                        why);
        told = true;
        answered = false;
    }

    /** There is an answer. */
    void reached(long now, long instances) {
        if (!told) {
            return;
        }
        if (!answered) {
            answered = true;
            answeredSince = now;
        }
        if (now - answeredSince >= CALM_NANOS) {
            told = false;
            LOG.info(
                    "the log of a limit is back limit={} instance={} instances={}",
                    name.limit(),
                    name.instance(),
                    instances);
        }
    }
}
