package dev.millrace.generator.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.event.progress.PoisonMark;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Outgoing;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that nobody can read, each by itself and under the key of the event it stands for, whatever the encoding. For
 * one channel.
 */
final class PoisonRecords {
    private final SourceRenderer renderer;
    private final SourceChannel channel;

    PoisonRecords(SourceRenderer renderer, SourceChannel channel) {
        this.renderer = renderer;
        this.channel = channel;
    }

    /**
     * Sends one in the place of the event the renderer is at.
     *
     * @param misfit what is sound, but not what the topic holds
     */
    void send(
            String topic, @Nullable Integer partition, long index, long timestampMillis, PoisonKind kind, byte[] misfit)
            throws ChannelLost {
        var key = renderer.key();
        long largest = channel.largestEvent(topic) - (key == null ? 0 : key.length);
        var value = switch (kind) {
            case BYTES -> PoisonBytes.noise(index);
            case SCHEMA -> misfit;
            case OVERSIZE -> PoisonBytes.endless(largest);
        };
        channel.poison(new Outgoing(topic, partition, key, value, timestampMillis, mark(index, kind)));
    }

    private List<Header> mark(long index, PoisonKind kind) {
        var identity = renderer.identity();
        return List.of(
                header(PoisonMark.KIND, kind.name().toLowerCase(Locale.ROOT)),
                header(PoisonMark.RUN, identity.run()),
                header(PoisonMark.SOURCE, identity.source()),
                header(PoisonMark.INDEX, Long.toString(index)));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
