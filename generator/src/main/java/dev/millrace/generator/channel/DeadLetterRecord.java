package dev.millrace.generator.channel;

import dev.millrace.event.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Makes the record of an event that its source had to put aside. */
final class DeadLetterRecord {
    /** Longer keys are left out, so that the letter is sure to fit into a request. */
    private static final int LONGEST_KEY = 32 << 10;

    private static final int LONGEST_REASON = 4_000;
    /** The topic's, the source's and the run's name among the headers. */
    private static final int LONGEST_NAMES = 2 << 10;

    private DeadLetterRecord() {}

    /**
     * @param refusal how often Kafka refused it, if it did
     * @param topic   where the event was meant to go
     * @param largest bytes of the largest record the dead-letter topic takes
     */
    static ProducerRecord<byte[], byte[]> of(
            ChannelKey channel,
            String topic,
            long index,
            byte @Nullable [] key,
            byte[] value,
            String reason,
            Optional<Refusal> refusal,
            long largest,
            Instant now) {
        var told = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        int longestKey = (int) Math.min(LONGEST_KEY, largest / 8);
        if (key != null && key.length > longestKey) {
            told += "; its key of " + key.length + " bytes is left out";
            key = null;
        }
        int most = Math.clamp(largest - room(told, key), 0, ChannelSettings.LARGEST_DEAD_LETTER);
        boolean whole = value.length <= most;
        var kept = whole ? value : Arrays.copyOf(value, most);
        if (!whole) {
            told += "; kept are the first " + kept.length + " of " + value.length + " bytes";
        }
        var headers = new ArrayList<>(List.of(
                header(DeadLetter.REASON, told),
                header(DeadLetter.STAGE, DeadLetter.STAGE_SOURCE),
                header(DeadLetter.TIME, now.toString()),
                header(DeadLetter.TOPIC, topic),
                header(DeadLetter.SOURCE, channel.source()),
                header(DeadLetter.RUN, channel.run()),
                header(DeadLetter.INDEX, Long.toString(index))));
        refusal.ifPresent(refused -> headers.addAll(List.of(
                header(DeadLetter.ATTEMPTS, Integer.toString(refused.attempts())),
                header(DeadLetter.FIRST_ATTEMPT, refused.first().toString()),
                header(DeadLetter.LAST_ATTEMPT, refused.last().toString()))));
        return new ProducerRecord<>(
                DeadLetter.topicFor(topic),
                null,
                now.toEpochMilli(),
                key,
                kept,
                ShardHeaders.with(headers, channel.shard()));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that a letter takes beside its value, at most. */
    private static long room(String reason, byte @Nullable [] key) {
        return TopicLimits.MARGIN + 3L * reason.length() + LONGEST_NAMES + (key == null ? 0 : key.length);
    }
}
