package dev.millrace.generator.encode;

import dev.millrace.event.Event;
import dev.millrace.event.frame.EventPacker;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.OpenFrames;
import dev.millrace.generator.channel.OutgoingFrame;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.flow.Dues;
import dev.millrace.settings.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Sends events in frames, with their data as the JSON it is. One frame is being filled for each partition; an event of
 * another type begins the next, so that a partition's events stay in order.
 */
final class FrameEvents implements EventSender, OpenFrames {
    private final SourceChannel channel;
    private final String topic;
    private final Encoding encoding;
    private final JsonEvents json;
    private final Filling[] partitions;

    FrameEvents(SourceChannel channel, Encoding encoding) throws ChannelLost {
        this.channel = channel;
        this.topic = channel.key().topic();
        this.encoding = encoding;
        this.json = new JsonEvents(channel);
        this.partitions = new Filling[channel.partitions(topic)];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Filling(new FrameHome(topic, i));
        }
        channel.fill(this);
    }

    @Override
    public void send(Event event, long timestamp) throws ChannelLost {
        var refusal = channel.refusal();
        long bytes = EventPacker.atMost(event);
        long largest = channel.largestEvent(topic);
        if (refusal.isPresent() || bytes > largest) {
            putAside(event, refusal.orElseGet(() -> channel.tooLarge(topic, bytes)));
            return;
        }
        long index = channel.next();
        var key = JsonEvents.key(event);
        int partition = key == null
                ? (int) (index / encoding.frameEvents() % partitions.length)
                : KeyPartition.of(key, 0, key.length, partitions.length);
        var filling = partitions[partition];
        boolean alone = channel.suspect();
        if (alone || !filling.fits(event, bytes, largest)) {
            filling.send();
        }
        filling.add(event, index, timestamp);
        channel.take();
        if (alone || filling.isFull()) {
            filling.send();
        }
    }

    @Override
    public void flush() throws ChannelLost {
        for (var filling : partitions) {
            filling.send();
        }
    }

    @Override
    public void flushDue(long nanoTime) throws ChannelLost {
        for (var filling : partitions) {
            if (nanoTime - filling.openedAt >= encoding.frameLinger().toNanos()) {
                filling.send();
            }
        }
    }

    private void putAside(Event event, String reason) throws ChannelLost {
        channel.deadLetter(JsonEvents.key(event), json.bytes(event), reason);
    }

    /** The frame of a partition, or none while it has no events. */
    private final class Filling {
        private final FrameHome home;
        private final Dues dues = new Dues();
        private @Nullable EventPacker packer;
        private long first;
        private long last;
        private long timestamp;
        private long openedAt;

        Filling(FrameHome home) {
            this.home = home;
        }

        boolean fits(Event event, long more, long largest) {
            return packer == null || (packer.fits(event) && packer.most() + more <= largest);
        }

        boolean isFull() {
            return packer != null
                    && (packer.count() >= encoding.frameEvents()
                            || packer.size() >= encoding.frameBytes().bytes());
        }

        void add(Event event, long index, long at) {
            if (packer == null) {
                packer = new EventPacker(event, null, home);
                first = index;
                timestamp = at;
                dues.clear();
                openedAt = System.nanoTime();
            }
            packer.append(event);
            dues.add(at);
            last = index;
            timestamp = Math.max(timestamp, at);
        }

        void send() throws ChannelLost {
            var full = packer;
            if (full != null) {
                packer = null;
                int events = full.count();
                channel.send(new OutgoingFrame(
                        home.topic(), home.partition(), full.finish(), timestamp, first, last, events, dues));
            }
        }
    }
}
