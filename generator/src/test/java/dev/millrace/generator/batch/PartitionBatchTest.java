package dev.millrace.generator.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write of records is what Kafka's own client writes of them. */
class PartitionBatchTest {
    private static final ProducerEpoch EPOCH = new ProducerEpoch(5_000_000_017L, (short) 1_234);
    private static final BatchAnswer NOBODY = new BatchAnswer() {
        @Override
        public void acknowledged(int records) {
            throw new AssertionError("nothing was sent");
        }

        @Override
        public void failed(int records, Exception failure) {
            throw new AssertionError("nothing was sent", failure);
        }
    };

    @SuppressWarnings("ArrayRecordComponent") // as Kafka has them; never compared
    private record Sample(byte[] key, byte[] value, long timestamp, List<Header> headers) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldBeTheBytesThatKafkasClientWrites(long seed) {
        var samples = samples(new Random(seed));

        var ours = compression("none").finish(batch(samples));

        assertThat(bytes(ours)).as("seed %d", seed).isEqualTo(bytes(theirs(samples)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void shouldBeReadByKafkasClientHoweverItIsCompressed(String compression) {
        var samples = samples(new Random(compression.hashCode()));

        var read = read(compression(compression).finish(batch(samples)));

        read.ensureValid();
        assertThat(read.isTransactional()).isTrue();
        assertThat(read.compressionType().name).isEqualTo(compression);
        assertThat(read.baseSequence()).isEqualTo(77);
        assertThat(read.lastSequence()).isEqualTo(77 + samples.size() - 1);
        var expected = samples.iterator();
        for (var record : read) {
            var sample = expected.next();
            assertThat(record.timestamp()).isEqualTo(sample.timestamp());
            assertThat(record.hasKey() ? bytes(record.key()) : null).isEqualTo(sample.key());
            assertThat(bytes(record.value())).isEqualTo(sample.value());
            assertThat(record.headers()).containsExactlyElementsOf(sample.headers());
        }
        assertThat(expected).isExhausted();
    }

    private static List<Sample> samples(Random random) {
        var samples = new ArrayList<Sample>();
        int count = 1 + random.nextInt(300);
        for (int i = 0; i < count; i++) {
            var headers = new ArrayList<Header>();
            for (int h = random.nextInt(4); h > 0; h--) {
                headers.add(new RecordHeader("größe-" + h, random.nextInt(5) == 0 ? null : noise(random, 80)));
            }
            samples.add(new Sample(
                    random.nextInt(4) == 0 ? null : noise(random, 200),
                    noise(random, random.nextInt(50) == 0 ? 20_000 : 500),
                    1_700_000_000_000L + random.nextInt(2_000_000) - 1_000_000,
                    headers));
        }
        return samples;
    }

    private static byte[] noise(Random random, int most) {
        var bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static PartitionBatch batch(List<Sample> samples) {
        int most = BatchHeader.SIZE;
        for (var sample : samples) {
            most += room(sample);
        }
        var batch = new PartitionBatch(new TopicPartition("topic", 3), EPOCH, 77, new byte[most], 0);
        for (var sample : samples) {
            assertThat(batch.hasRoom(room(sample))).isTrue();
            batch.append(
                    sample.key() != null,
                    key(sample),
                    sample.value(),
                    RecordFields.headers(sample.headers()),
                    sample.timestamp(),
                    NOBODY);
        }
        return batch;
    }

    private static int room(Sample sample) {
        return PartitionBatch.atMost(key(sample), sample.value(), RecordFields.headers(sample.headers()));
    }

    private static byte[] key(Sample sample) {
        return sample.key() == null ? "".getBytes(UTF_8) : sample.key();
    }

    private static ByteBuffer theirs(List<Sample> samples) {
        var builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 20),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0,
                0,
                EPOCH.producerId(),
                EPOCH.epoch(),
                77,
                true,
                RecordBatch.NO_PARTITION_LEADER_EPOCH);
        for (var sample : samples) {
            builder.append(
                    sample.timestamp(),
                    sample.key(),
                    sample.value(),
                    sample.headers().toArray(Header[]::new));
        }
        return builder.build().buffer();
    }

    private static BatchCompression compression(String name) {
        var settings = new HashMap<String, Object>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:9092",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                name));
        return BatchCompression.of(new AbstractConfig(ProducerConfig.configDef(), settings, false));
    }

    private static MutableRecordBatch read(ByteBuffer buffer) {
        var batches = MemoryRecords.readableRecords(buffer).batches().iterator();
        var batch = batches.next();
        assertThat(batches).isExhausted();
        return batch;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
