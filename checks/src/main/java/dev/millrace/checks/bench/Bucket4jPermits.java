package dev.millrace.checks.bench;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Bucket4j's bucket in Redis, over Lettuce: the field's usual way of sharing a limit in Java. A bucket lets a window have
 * what it holds and what flows in meanwhile; so that both together are no more than the limit, it holds a hundredth of
 * it, and the rest flows in.
 */
final class Bucket4jPermits implements PermitSource {
    private static final int PART_HELD = 100;

    private final RedisClient client;
    private final BucketProxy bucket;
    private long waitNanos;
    private boolean begun;

    Bucket4jPermits(LimiterTrial trial, URI redis) {
        this.client = RedisClient.create(redis.toString());
        long held = trial.permits() / PART_HELD;
        var bandwidth = Bandwidth.builder()
                .capacity(held)
                .refillGreedy(trial.permits() - held, LimiterTrial.WINDOW)
                .build();
        this.bucket = Bucket4jLettuce.casBasedBuilder(client)
                .build()
                .builder()
                .build(
                        trial.name().getBytes(StandardCharsets.UTF_8),
                        () -> BucketConfiguration.builder().addLimit(bandwidth).build());
    }

    @Override
    public int take(int wanted) {
        var answer = bucket.tryConsumeAndReturnRemaining(wanted);
        begun = true;
        waitNanos = answer.getNanosToWaitForRefill();
        return answer.isConsumed() ? wanted : 0;
    }

    @Override
    public long waitNanos() {
        return waitNanos;
    }

    @Override
    public boolean isShared(int instances) {
        return begun;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
