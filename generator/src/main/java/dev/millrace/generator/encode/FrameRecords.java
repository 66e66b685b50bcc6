package dev.millrace.generator.encode;

import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.OpenFrames;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.settings.Encoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends generated events in frames: one is being filled for each partition, straight by the renderer. Events of a
 * partition stay in order, for a partition's next frame is begun when the last one is sent.
 *
 * <p>Events without a key take turns: as many as fill a frame go to one partition, the next to the next.
 */
final class FrameRecords implements GeneratedSender, OpenFrames {
    private final SourceRenderer renderer;
    private final SourceChannel channel;
    private final Map<String, OpenFrame[]> topics = new HashMap<>();
    private final List<OpenFrame> all = new ArrayList<>();
    private final int mostEvents;
    private final long mostBytes;
    private final long lingerNanos;

    FrameRecords(SourceRenderer renderer, SourceChannel channel, Encoding encoding, Map<String, BodyCoding> bodies)
            throws ChannelLost {
        this.renderer = renderer;
        this.channel = channel;
        this.mostEvents = encoding.frameEvents();
        this.mostBytes = encoding.frameBytes().bytes();
        this.lingerNanos = encoding.frameLinger().toNanos();
        for (var topic : bodies.entrySet()) {
            var frames = new OpenFrame[channel.partitions(topic.getKey())];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = new OpenFrame(renderer, channel, new FrameHome(topic.getKey(), i), topic.getValue());
                all.add(frames[i]);
            }
            topics.put(topic.getKey(), frames);
        }
        channel.fill(this);
    }

    @Override
    public void send(long index, long dueMicros, long timestampMillis) throws ChannelLost {
        renderer.begin(index, dueMicros);
        var topic = renderer.topic();
        var refusal = channel.refusal();
        if (refusal.isPresent()) {
            putAside(topic, refusal.get());
            return;
        }
        var frame = frame(topic, index);
        boolean alone = channel.suspect();
        if (alone && !frame.isEmpty()) {
            frame.send();
        }
        long largest = channel.largestEvent(topic);
        long tooLarge = frame.write(index, dueMicros, timestampMillis, largest);
        if (tooLarge > 0 && !frame.isEmpty()) {
            // It does not fit behind the others; by itself it may.
            frame.send();
            tooLarge = frame.write(index, dueMicros, timestampMillis, largest);
        }
        if (tooLarge > 0) {
            putAside(topic, channel.tooLarge(topic, tooLarge));
            return;
        }
        channel.take();
        if (alone || frame.count() >= mostEvents || frame.size() >= mostBytes) {
            frame.send();
        }
    }

    @Override
    public void flush() throws ChannelLost {
        for (var frame : all) {
            if (!frame.isEmpty()) {
                frame.send();
            }
        }
    }

    @Override
    public void flushDue(long nanoTime) throws ChannelLost {
        for (var frame : all) {
            if (frame.isOlderThan(lingerNanos, nanoTime)) {
                frame.send();
            }
        }
    }

    private OpenFrame frame(String topic, long index) {
        var frames = topics.get(topic);
        if (frames == null) {
            throw new IllegalStateException("topic " + topic + " was not foreseen, only " + topics.keySet());
        }
        int said = renderer.partition(frames.length);
        if (said >= 0) {
            return frames[said];
        }
        var key = renderer.keyText();
        return frames[
                renderer.hasKey()
                        ? KeyPartition.of(key.unsafeBytes(), 0, key.size(), frames.length)
                        : (int) (channel.key().shard().places(index) / mostEvents % frames.length)];
    }

    /** A dead letter is one event, as JSON, for people and for whoever sends it again. */
    private void putAside(String topic, String reason) throws ChannelLost {
        channel.deadLetter(topic, renderer.key(), renderer.value(), reason);
    }
}
