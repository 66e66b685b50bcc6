package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.millrace.event.TraceContext;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input makes the decoder hang, take more memory than the input is worth, or misread. */
@Timeout(60)
class FrameFuzzTest {
    private static final FrameHome HOME = new FrameHome("shop.orders", 3);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FrameCursor cursor = new FrameCursor();
    private final FrameUnpacker unpacker;

    FrameFuzzTest() throws Exception {
        var schema = AvroSchema.parse(
                "{\"type\":\"record\",\"name\":\"D\",\"fields\":[{\"name\":\"t\",\"type\":\"string\"},{\"name\":\"a\",\"type\":"
                        + "{\"type\":\"array\",\"items\":\"null\"}}]}");
        unpacker = new FrameUnpacker(_ -> schema);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aFlippedBitIsAlwaysSeen(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            var frame = frame(random);
            for (int j = 0; j < 500; j++) {
                var damaged = frame.clone();
                for (int k = random.nextInt(1, 4); k > 0; k--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                if (!Arrays.equals(damaged, frame)) {
                    assertThatThrownBy(() -> cursor.open(damaged, HOME)).isInstanceOf(UnreadableEvent.class);
                    assertThat(cursor.next()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3})
    void aFrameCutShortOrLengthenedIsAlwaysSeen(long seed) {
        var random = new SplittableRandom(seed);
        var frame = frame(random);
        for (int length = 0; length < frame.length + 20; length++) {
            var cut = Arrays.copyOf(frame, length);
            if (length != frame.length) {
                assertThatThrownBy(() -> cursor.open(cut, HOME)).isInstanceOf(UnreadableEvent.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4})
    void bytesThatNeverWereAFrameAreNone(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> cursor.open(bytes, HOME)).isInstanceOf(UnreadableEvent.class);
        }
    }

    /** Who can forge the checksum gets past it; the checks behind it must hold on their own. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6, 7})
    void aForgedFrameIsRefusedOrReadWithinBounds(long seed) throws SchemaFailure {
        var random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 400; i++) {
            var frame = frame(random);
            for (int j = 0; j < 50; j++) {
                var forged = forge(frame, random);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                read += open(forged) ? 1 : 0;
                long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                // What the first errors take is the virtual machine's own, for putting their texts together.
                assertThat(i < 50 ? 0 : allocated)
                        .as("seed %s, frame %s", seed, i)
                        .isLessThan(20_000 + 10L * forged.length);
                if (cursor.count() > 0) {
                    unpackAll(forged.length);
                }
            }
        }
        assertThat(read).as("forgeries that can be read at all").isPositive();
    }

    private boolean open(byte[] forged) {
        try {
            cursor.open(forged);
            return true;
        } catch (UnreadableEvent e) {
            assertThat(e.reason()).startsWith("not a frame: ");
            assertThat(cursor.next()).isFalse();
            return false;
        }
    }

    private void unpackAll(int length) throws SchemaFailure {
        int events = 0;
        while (cursor.next()) {
            events++;
            assertThat(cursor.index()).isNotNegative();
            assertThat(cursor.timeMicros()).isBetween(cursor.leastMicros(), cursor.greatestMicros());
            assertThat(cursor.bodyOffset()).isNotNegative();
            assertThat(cursor.bodyOffset() + cursor.bodyLength()).isLessThanOrEqualTo(length - 4);
            try {
                assertThat(unpacker.event(cursor).id()).isNotEmpty();
            } catch (UnreadableEvent e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
        assertThat(events).isEqualTo(cursor.count()).isLessThanOrEqualTo(length);
    }

    /** Changes some bytes, mostly of the head, or cuts something out, and sets length and checksum right again. */
    private static byte[] forge(byte[] frame, SplittableRandom random) {
        var bytes = random.nextInt(5) == 0
                ? Arrays.copyOf(frame, random.nextInt(FrameFormat.SHORTEST, frame.length + 30))
                : frame.clone();
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            int range = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, 110);
            bytes[random.nextInt(FrameFormat.FLAGS_AT, range)] =
                    (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt());
        }
        var sealed = new AvroBuffer().raw(bytes, 0, bytes.length - 4).toBytes();
        putInt(sealed, FrameFormat.LENGTH_AT, bytes.length);
        var crc = new CRC32C();
        crc.update(sealed);
        return new AvroBuffer().raw(sealed).littleEndian(crc.getValue(), 4).toBytes();
    }

    private static void putInt(byte[] into, int at, int value) {
        var bytes = new AvroBuffer().littleEndian(value, 4).toBytes();
        System.arraycopy(bytes, 0, into, at, 4);
    }

    private static byte[] frame(SplittableRandom random) {
        boolean run = random.nextBoolean();
        var bodies = random.nextInt(4) == 0 ? new BodyCoding.Json() : new BodyCoding.Avro(1);
        var traces = run && random.nextBoolean() ? new TraceDerivation(random.nextLong(), 0) : null;
        var encoder = new FrameEncoder(new FrameHead("orders", "placed", run ? "r1" : null, bodies, traces), HOME);
        int count = random.nextInt(1, 40);
        for (int i = 0; i < count; i++) {
            if (!run || random.nextInt(8) == 0) {
                encoder.id("id-" + i);
            }
            if (random.nextInt(8) == 0) {
                encoder.correlationId("story-" + i % 3);
                encoder.trace(new TraceContext(1, 2, 3, true));
                encoder.extensions(Map.of("tenant", "a"));
            }
            switch (bodies) {
                case BodyCoding.Json _ -> encoder.body().raw("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
                case BodyCoding.Avro _ -> encoder.body().text("text").number(2).end();
            }
            var key = ("k" + random.nextInt(1_000)).getBytes(StandardCharsets.UTF_8);
            encoder.append(i * 3L, random.nextInt(1_000_000), key, 0, random.nextInt(key.length + 1));
        }
        return encoder.finish();
    }
}
