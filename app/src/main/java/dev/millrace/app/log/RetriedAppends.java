package dev.millrace.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps out what the embedded broker says about batches that overtook each other at the start of a transaction.
 * It refuses them with an error that the producer answers by sending them again, in order: no error for anybody.
 */
public final class RetriedAppends extends Filter<ILoggingEvent> {
    private static final String BROKER = "kafka.server.ReplicaManager";
    private static final String REASON = "org.apache.kafka.common.errors.OutOfOrderSequenceException";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        boolean retried = event.getLoggerName().equals(BROKER)
                && thrown != null
                && thrown.getClassName().equals(REASON);
        return retried ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
