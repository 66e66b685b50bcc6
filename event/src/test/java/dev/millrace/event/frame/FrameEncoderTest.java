package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.millrace.event.TraceContext;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.UnreadableEvent;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {
    private static final FrameHome HOME = new FrameHome("shop.orders", 0);
    private static final byte[] KEY = "customer-00000001".getBytes(StandardCharsets.UTF_8);

    private final FrameEncoder encoder = encoder("r1");
    private final FrameCursor cursor = new FrameCursor();

    @Test
    void whatFollowsFromTheIndexCostsNothing() {
        int one = frame(1).length;
        int thousand = frame(1_000).length;

        // A key and a body of their own: 17 and 10 bytes; index, time, sizes, id, correlation and trace: none.
        assertThat(thousand - one).isBetween(999 * 27, 999 * 27 + 10);
    }

    @Test
    void nothingIsAllocatedForAnEvent() throws UnreadableEvent {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 5; i++) {
            cursor.open(frame(10_000));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        var frame = frame(10_000);
        long encoded = threads.getCurrentThreadAllocatedBytes() - before;
        cursor.open(frame);
        long bytes = 0;
        while (cursor.next()) {
            bytes += cursor.index() + cursor.timeMicros() + cursor.keyLength() + cursor.bodyLength();
        }
        long decoded = threads.getCurrentThreadAllocatedBytes() - before - encoded;

        assertThat(bytes).isPositive();
        assertThat(encoded).isBetween((long) frame.length, frame.length + 2_000L);
        assertThat(decoded).isLessThan(2_000);
    }

    @Test
    void anEventThatIsDiscardedLeavesNoTrace() throws UnreadableEvent {
        event(0);
        var expected = encoder.finish();
        event(0);
        encoder.id("own");
        encoder.correlationId("own");
        encoder.trace(new TraceContext(1, 2, 3, true));
        encoder.extensions(Map.of("a", "b"));
        encoder.body().text("half a body");

        encoder.discard();

        assertThat(encoder.finish()).isEqualTo(expected);
    }

    @Test
    void anEventThatIsRefusedLeavesNoTrace() {
        event(0);
        var expected = encoder.finish();
        event(0);

        encoder.body().text("body");
        assertThatThrownBy(() -> encoder.append(-1, 0, KEY, 0, KEY.length)).hasMessageContaining("index");
        assertThatThrownBy(() -> encoder.append(1, Long.MAX_VALUE, KEY, 0, KEY.length))
                .hasMessageContaining("years 1 to 9999");

        assertThat(encoder.finish()).isEqualTo(expected);
    }

    @Test
    void anEventWithoutARunNeedsAnId() throws UnreadableEvent {
        var foreign = encoder(null);
        assertThatThrownBy(() -> foreign.append(0, 0)).hasMessageContaining("needs an id of its own");
        foreign.id("x");
        foreign.append(0, 0);
        assertThatThrownBy(() -> foreign.append(0, 0)).hasMessageContaining("needs an id of its own");

        cursor.open(foreign.finish());

        assertThat(cursor.count()).isEqualTo(1);
        cursor.next();
        assertThat(cursor.id()).isEqualTo("x");
    }

    @Test
    void whatIsSetTwiceCountsOnce() throws UnreadableEvent {
        encoder.id("first");
        encoder.id("second");
        event(0);

        cursor.open(encoder.finish());
        cursor.next();

        assertThat(cursor.id()).isEqualTo("second");
    }

    @Test
    void anEmptyKeyIsNotNoKey() throws UnreadableEvent {
        encoder.append(0, 0, KEY, 0, 0);
        encoder.append(1, 0);

        cursor.open(encoder.finish());

        cursor.next();
        assertThat(cursor.key()).isEmpty();
        cursor.next();
        assertThat(cursor.key()).isNull();
        assertThat(cursor.keyLength()).isEqualTo(-1);
    }

    @Test
    void theSizeIsAGoodGuess() {
        for (int i = 0; i < 500; i++) {
            event(i);
        }
        int guess = encoder.size();

        assertThat(encoder.finish().length).isBetween(guess * 8 / 10, guess * 11 / 10);
    }

    @Test
    void aFrameWithoutEventsIsNone() {
        assertThatThrownBy(encoder::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void headsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new FrameHead("", "t", "r", new BodyCoding.Json(), null))
                .hasMessageContaining("source");
        assertThatThrownBy(() -> new FrameHead("s", "t", " ", new BodyCoding.Json(), null))
                .hasMessageContaining("run");
        assertThatThrownBy(() -> new FrameHead("s", "t", null, new BodyCoding.Json(), new TraceDerivation(1, 0)))
                .hasMessageContaining("traces");
        assertThatThrownBy(() -> new FrameHome("", 0)).hasMessageContaining("partition 0 of ''");
    }

    private byte[] frame(int events) {
        for (int i = 0; i < events; i++) {
            event(i);
        }
        return encoder.finish();
    }

    private void event(int index) {
        encoder.body().number(5).real(1.5).flag(true);
        encoder.append(index, 1_000_000L + index * 200L, KEY, 0, KEY.length);
    }

    private static FrameEncoder encoder(String run) {
        var traces = run == null ? null : new TraceDerivation(1, 0);
        return new FrameEncoder(new FrameHead("orders", "placed", run, new BodyCoding.Avro(7), traces), HOME);
    }
}
