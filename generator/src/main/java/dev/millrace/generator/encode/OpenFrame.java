package dev.millrace.generator.encode;

import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.DueShifts;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.OutgoingFrame;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.render.SourceRenderer;

/** A frame for one partition while generated events are written into it. */
final class OpenFrame {
    /** What a frame may take beyond {@link FrameEncoder#size()} for each event, were all its columns at their widest. */
    private static final int WIDEST = 18;

    /** What a shift may take in the record's header. */
    private static final int WIDEST_SHIFT = 22;

    private final SourceRenderer renderer;
    private final SourceChannel channel;
    private final FrameHome home;
    private final FrameEncoder encoder;
    private final DueShifts shifts = new DueShifts();
    private final Dues dues = new Dues();
    private final boolean json;
    private long first;
    private long last;
    private long latestMillis;
    private long openedAt;

    OpenFrame(SourceRenderer renderer, SourceChannel channel, FrameHome home, BodyCoding bodies) {
        this.renderer = renderer;
        this.channel = channel;
        this.home = home;
        this.json = bodies instanceof BodyCoding.Json;
        this.encoder = new FrameEncoder(renderer.identity().frameHead(bodies), home);
    }

    boolean isEmpty() {
        return encoder.count() == 0;
    }

    int count() {
        return encoder.count();
    }

    int size() {
        return encoder.size();
    }

    boolean isOlderThan(long nanos, long nanoTime) {
        return !isEmpty() && nanoTime - openedAt >= nanos;
    }

    /**
     * Writes the event the renderer is at, if the frame is then sure not to be larger than allowed.
     *
     * @param timeMicros  its own time, microseconds since 1970
     * @param shiftMicros how much later it was due to be sent
     * @return 0 if it was written; otherwise the bytes the frame would take
     */
    long write(long index, long timeMicros, long shiftMicros, long timestampMillis, long largest) {
        var body = encoder.body();
        if (json) {
            renderer.jsonData(body);
        } else {
            renderer.avroData(body);
        }
        var key = renderer.keyText();
        long most = (long) encoder.size() + key.size() + WIDEST * (encoder.count() + 1L);
        if (shiftMicros != 0 || shifts.any()) {
            most += shifts.size() + WIDEST_SHIFT;
        }
        if (most > largest) {
            encoder.discard();
            return most;
        }
        if (isEmpty()) {
            first = index;
            last = index;
            latestMillis = Long.MIN_VALUE;
            dues.clear();
            openedAt = System.nanoTime();
        }
        first = Math.min(first, index);
        last = Math.max(last, index);
        shifts.add(shiftMicros);
        dues.add(timestampMillis);
        latestMillis = Math.max(latestMillis, timestampMillis);
        if (renderer.hasKey()) {
            encoder.append(index, timeMicros, key.unsafeBytes(), 0, key.size());
        } else {
            encoder.append(index, timeMicros);
        }
        return 0;
    }

    void send() throws ChannelLost {
        int events = encoder.count();
        boolean shifted = shifts.any();
        var shiftsValue = shifts.finish();
        channel.send(new OutgoingFrame(
                home.topic(),
                home.partition(),
                encoder.finish(),
                latestMillis,
                first,
                last,
                events,
                dues,
                shifted ? shiftsValue : null));
    }
}
