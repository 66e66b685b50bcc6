package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameCursorTest {
    private static final FrameHome HOME = new FrameHome("shop.orders", 3);

    private final FrameCursor cursor = new FrameCursor();

    @Test
    void aFrameThatStrayedToAnotherPartitionIsSeen() {
        assertThatThrownBy(() -> cursor.open(frame("r1"), new FrameHome("shop.orders", 4)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("written to partition 3 and found in partition 4 of shop.orders");
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aFrameThatStrayedToAnotherTopicIsSeen() {
        assertThatThrownBy(() -> cursor.open(frame("r1"), "shop.payments"))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("another topic than shop.payments");
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aFrameIsReadWhereverItIsIfNobodySaysWhere() throws UnreadableEvent {
        cursor.open(frame("r1"));

        assertThat(cursor.partition()).isEqualTo(3);
        assertThat(cursor.head().run()).isEqualTo("r1");
    }

    @Test
    void theHeadIsThatOfTheFrameAndNotOfTheLast() throws UnreadableEvent {
        cursor.open(frame("r1"));
        var first = cursor.head();

        cursor.open(frame("r1"));
        assertThat(cursor.head()).isSameAs(first);
        cursor.open(frame("r2"));
        assertThat(cursor.head().run()).isEqualTo("r2");
        cursor.open(frame(null));
        assertThat(cursor.head().run()).isNull();
    }

    @Test
    void afterAFrameThatCannotBeReadTheNextCan() throws UnreadableEvent {
        var damaged = frame("r1");
        damaged[20] ^= 1;
        assertThatThrownBy(() -> cursor.open(damaged, HOME))
                .hasMessage("not a frame: damaged: its checksum is another, at byte 4");

        cursor.open(frame("r1"), HOME);

        assertThat(cursor.next()).isTrue();
    }

    @Test
    void whatIsNoFrameIsNamed() {
        assertThatThrownBy(() -> cursor.open("{\"specversion\":\"1.0\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("it does not begin with F6 4D 46");
        assertThatThrownBy(() -> cursor.open(new byte[3])).hasMessageContaining("only 3 bytes");
        var newer = frame("r1");
        newer[3] = 2;
        assertThatThrownBy(() -> cursor.open(newer)).hasMessageContaining("version 2 is not known here");
        var longer = frame("r1");
        longer[4]++;
        assertThatThrownBy(() -> cursor.open(longer)).hasMessageContaining("bytes of what should be");
    }

    @Test
    void leastAndGreatestTimeAreKnownWithoutReadingEvents() throws UnreadableEvent {
        cursor.open(frame("r1"));

        assertThat(cursor.leastMicros()).isEqualTo(-5);
        assertThat(cursor.greatestMicros()).isEqualTo(100);
    }

    private static byte[] frame(String run) {
        var encoder = new FrameEncoder(new FrameHead("orders", "placed", run, new BodyCoding.Json(), null), HOME);
        long[] times = {10, -5, 100};
        for (int i = 0; i < times.length; i++) {
            encoder.id("e" + i);
            encoder.body().raw("{}".getBytes(StandardCharsets.UTF_8));
            encoder.append(i, times[i]);
        }
        return encoder.finish();
    }
}
