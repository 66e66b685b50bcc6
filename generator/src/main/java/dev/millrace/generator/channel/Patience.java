package dev.millrace.generator.channel;

import dev.millrace.generator.flow.SourceFlow;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Calls of Kafka's client that may be repeated when they took too long, for the client goes on with them in the
 * background: a commit, and the beginning of a producer's transactions. So none holds its thread for longer than the
 * flow's patience, and the breaker learns of each that does.
 */
final class Patience {
    private Patience() {}

    static void with(SourceFlow flow, String doing, Runnable call) {
        for (int left = flow.policy().tries(); ; left--) {
            try {
                call.run();
                return;
            } catch (TimeoutException e) {
                if (left <= 1) {
                    throw e;
                }
                flow.hangs(doing + ": " + e.getMessage());
            }
        }
    }
}
