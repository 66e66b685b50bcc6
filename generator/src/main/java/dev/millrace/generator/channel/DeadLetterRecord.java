package dev.millrace.generator.channel;

import dev.millrace.event.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Makes the record of an event that its source had to put aside. */
final class DeadLetterRecord {
    /** Longer keys are left out, so that the letter is sure to fit into a request. */
    private static final int LONGEST_KEY = 32 << 10;

    private DeadLetterRecord() {}

    static ProducerRecord<byte[], byte[]> of(
            ChannelKey channel, long index, byte @Nullable [] key, byte[] value, String reason, Instant now) {
        boolean whole = value.length <= ChannelSettings.LARGEST_DEAD_LETTER;
        var kept = whole ? value : Arrays.copyOf(value, ChannelSettings.LARGEST_DEAD_LETTER);
        var told = whole ? reason : reason + "; kept are the first " + kept.length + " of " + value.length + " bytes";
        if (key != null && key.length > LONGEST_KEY) {
            told += "; its key of " + key.length + " bytes is left out";
            key = null;
        }
        List<Header> headers = List.of(
                header(DeadLetter.REASON, told),
                header(DeadLetter.STAGE, DeadLetter.STAGE_SOURCE),
                header(DeadLetter.TIME, now.toString()),
                header(DeadLetter.TOPIC, channel.topic()),
                header(DeadLetter.SOURCE, channel.source()),
                header(DeadLetter.RUN, channel.run()),
                header(DeadLetter.INDEX, Long.toString(index)));
        return new ProducerRecord<>(DeadLetter.topicFor(channel.topic()), null, now.toEpochMilli(), key, kept, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
