package dev.millrace.generator.flow;

import dev.millrace.event.progress.Delivery;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.flow.retry.RetrySettings;
import java.time.Duration;

/**
 * What a source goes by.
 *
 * @param patience for how long one call of Kafka's client may hold the sending loop
 * @param tries    how often a call that took longer is asked again before the channel is given up
 * @param linger   for how long the producer gathers records
 * @param retry    pauses between channels
 * @param resume   how an outage is made good
 * @param delivery how events and progress come to be in step
 */
public record FlowPolicy(
        Duration patience, int tries, Duration linger, RetrySettings retry, ResumeSettings resume, Delivery delivery) {
    /** In all, a call is waited for about so long. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** A shorter patience would take the first look at a topic for a failure. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Where there is no flow control. */
    static final FlowPolicy PLAIN = new FlowPolicy(
            LONGEST,
            1,
            Duration.ofMillis(5),
            RetrySettings.defaults(),
            ResumeSettings.defaults(),
            Delivery.EXACTLY_ONCE);

    static FlowPolicy of(FlowSettings settings) {
        var slow = settings.breakerOrDefault().slowCall();
        var patience = slow.compareTo(SHORTEST) < 0 ? SHORTEST : slow.compareTo(LONGEST) > 0 ? LONGEST : slow;
        return new FlowPolicy(
                patience,
                (int) Math.ceilDiv(LONGEST.toMillis(), patience.toMillis()),
                settings.batchingOrDefault().linger(),
                settings.retryOrDefault(),
                settings.resumeOrDefault(),
                settings.deliveryOrDefault());
    }
}
