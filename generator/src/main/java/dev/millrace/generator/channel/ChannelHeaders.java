package dev.millrace.generator.channel;

import dev.millrace.event.progress.Shard;
import dev.millrace.event.record.RecordEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The headers of a channel's records, which say into how many shards their source is split. Not thread-safe. */
final class ChannelHeaders {
    private final Shard shard;
    private final List<Header> ofEvents;
    private final List<Header> ofFrames;
    /** The list of headers given last, and what became of it. */
    private @Nullable List<? extends Header> known;

    private List<Header> sent = List.of();

    ChannelHeaders(Shard shard) {
        this.shard = shard;
        this.ofEvents = ShardHeaders.with(List.of(header(RecordEncoding.JSON)), shard);
        this.ofFrames = ShardHeaders.with(List.of(header(RecordEncoding.FRAME)), shard);
    }

    /** Those of an event in JSON that has none of its own. */
    List<Header> ofEvents() {
        return ofEvents;
    }

    /** Those of a frame. */
    List<Header> of(OutgoingFrame frame) {
        return frame.headers(ofFrames);
    }

    /** A record that says all of itself still has to say into how many shards its source is split. */
    // Senders give the same list again and again.
    @SuppressWarnings("ReferenceEquality")
    List<Header> with(List<? extends Header> own) {
        if (shard.isWhole()) {
            return List.copyOf(own);
        }
        if (own == known) {
            return sent;
        }
        known = own;
        sent = own.stream().anyMatch(header -> header.key().equals(Shard.HEADER))
                ? List.copyOf(own)
                : ShardHeaders.with(own, shard);
        return sent;
    }

    private static Header header(RecordEncoding encoding) {
        return new RecordHeader(RecordEncoding.HEADER, encoding.contentType().getBytes(StandardCharsets.US_ASCII));
    }
}
