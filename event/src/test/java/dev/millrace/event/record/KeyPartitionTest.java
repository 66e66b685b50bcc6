package dev.millrace.event.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPartitionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheOneKafkasOwnPartitionerGives(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            var key = new byte[random.nextInt(40)];
            random.nextBytes(key);
            int partitions = random.nextInt(1, 200);
            var within = new byte[key.length + 7];
            System.arraycopy(key, 0, within, 3, key.length);

            int partition = KeyPartition.of(within, 3, key.length, partitions);

            assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
        }
    }
}
