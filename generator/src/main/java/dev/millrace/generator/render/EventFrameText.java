package dev.millrace.generator.render;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.generator.random.Draw;

/**
 * What stands around the data of a source's events, with all that does not change written ahead.
 * Reads the same as what {@link dev.millrace.event.json.CloudEventWriter} writes. Not thread-safe.
 */
final class EventFrameText {
    /** How many bytes {@link #close} writes. */
    static final int CLOSING = 2;

    private final TimestampWriter timestamps = new TimestampWriter();
    private final byte[] untilId;
    private final byte[] untilTime;
    private final byte[] untilIndex;
    private final byte[] untilKey = ascii("\",\"partitionkey\":");
    private final byte[] untilCorrelation;
    private final byte[] withoutKey;
    private final byte[] untilTrace = ascii("\",\"traceparent\":\"00-");
    private final byte[] untilData = ascii("-01\",\"data\":{");

    EventFrameText(String run, String source, String type) {
        var idStart = new JsonBuffer().escaped(run + '.' + source + '.').toBytes();
        untilId = new JsonBuffer()
                .ascii("{\"specversion\":\"1.0\",\"id\":\"")
                .raw(idStart)
                .toBytes();
        untilTime = new JsonBuffer()
                .ascii("\",\"source\":")
                .string(source)
                .ascii(",\"type\":")
                .string(type)
                .ascii(",\"time\":\"")
                .toBytes();
        untilIndex = new JsonBuffer()
                .ascii("\",\"run\":")
                .string(run)
                .ascii(",\"index\":\"")
                .toBytes();
        untilCorrelation =
                new JsonBuffer().ascii(",\"correlationid\":\"").raw(idStart).toBytes();
        withoutKey = new JsonBuffer().ascii('"').raw(untilCorrelation).toBytes();
    }

    /** Writes the envelope up to the opening brace of the data. */
    void open(long index, long dueMicros, JsonBuffer keyJson, long traceSeed, JsonBuffer out) {
        out.raw(untilId);
        // The index stands there three times; its digits are worked out once.
        int from = out.size();
        out.number(index);
        int length = out.size() - from;
        out.raw(untilTime);
        timestamps.write(dueMicros, out);
        out.raw(untilIndex).again(from, length);
        if (keyJson.size() == 0) {
            out.raw(withoutKey);
        } else {
            out.raw(untilKey).raw(keyJson.unsafeBytes(), 0, keyJson.size()).raw(untilCorrelation);
        }
        out.again(from, length).raw(untilTrace);
        // An id must not be zero; setting one bit keeps it so at no cost.
        out.hex(Draw.bits(traceSeed, 3 * index) | 1).hex(Draw.bits(traceSeed, 3 * index + 1));
        out.ascii('-').hex(Draw.bits(traceSeed, 3 * index + 2) | 1).raw(untilData);
    }

    /** Closes data and event. */
    void close(JsonBuffer out) {
        out.ascii("}}");
    }

    private static byte[] ascii(String text) {
        return new JsonBuffer().ascii(text).toBytes();
    }
}
