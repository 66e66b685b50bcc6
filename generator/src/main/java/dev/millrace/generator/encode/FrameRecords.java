package dev.millrace.generator.encode;

import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.generator.anomaly.PoisonKind;
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
    private final PoisonRecords poison;
    private final int mostEvents;
    private final long mostBytes;
    private final long lingerNanos;
    /** Asked for at every event, and mostly for the same topic. */
    private String latestTopic = "";

    private OpenFrame[] latest = {};

    FrameRecords(SourceRenderer renderer, SourceChannel channel, Encoding encoding, Map<String, BodyCoding> bodies)
            throws ChannelLost {
        this.renderer = renderer;
        this.channel = channel;
        this.poison = new PoisonRecords(renderer, channel);
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
    public void send(long index, long dueMicros, long timestampMillis, long timeMicros, long shiftMicros)
            throws ChannelLost {
        renderer.begin(index, dueMicros, timeMicros);
        var topic = renderer.topic();
        var refusal = channel.refusal();
        if (refusal.isPresent()) {
            putAside(topic, refusal.get());
            return;
        }
        var frames = frames(topic);
        var frame = frames[partition(frames.length, index)];
        boolean alone = channel.suspect();
        if (alone && !frame.isEmpty()) {
            frame.send();
        }
        long largest = channel.largestEvent(topic);
        long tooLarge = frame.write(index, timeMicros, shiftMicros, timestampMillis, largest);
        if (tooLarge > 0 && !frame.isEmpty()) {
            // It does not fit behind the others; by itself it may.
            frame.send();
            tooLarge = frame.write(index, timeMicros, shiftMicros, timestampMillis, largest);
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

    /** A record of its own beside the frames, in the partition that the event belongs to. */
    @Override
    public void poison(long index, long dueMicros, long timestampMillis, PoisonKind kind) throws ChannelLost {
        renderer.begin(index, dueMicros);
        var topic = renderer.topic();
        poison.send(
                topic,
                partition(frames(topic).length, index),
                index,
                timestampMillis,
                kind,
                PoisonBytes.unknownFrame());
    }

    private OpenFrame[] frames(String topic) {
        if (!topic.equals(latestTopic)) {
            var frames = topics.get(topic);
            if (frames == null) {
                throw new IllegalStateException("topic " + topic + " was not foreseen, only " + topics.keySet());
            }
            latestTopic = topic;
            latest = frames;
        }
        return latest;
    }

    private int partition(int partitions, long index) {
        int said = renderer.partition(partitions);
        if (said >= 0) {
            return said;
        }
        var key = renderer.keyText();
        return renderer.hasKey()
                ? KeyPartition.of(key.unsafeBytes(), 0, key.size(), partitions)
                : (int) (channel.key().shard().places(index) / mostEvents % partitions);
    }

    /** A dead letter is one event, as JSON, for people and for whoever sends it again. */
    private void putAside(String topic, String reason) throws ChannelLost {
        channel.deadLetter(topic, renderer.key(), renderer.value(), reason);
    }
}
