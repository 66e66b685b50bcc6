package dev.millrace.event.progress;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.interval.IntervalCodec;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.json.JsonBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Deviations as JSON text, the indices in the compact form of {@link IntervalCodec} in base64: runs, or a bit for each
 * index, whichever is shorter. Half of 10 000 indices take about 2 KiB. Thread-safe.
 */
public final class DeviationJson {
    /** A record that is sure to fit its topic takes no more for its indices. */
    private static final int MOST_BYTES = 256 << 10;
    /** Indices that are told one by one, not as settled ranges; more in one record would be no source's. */
    private static final long MOST_SINGLES = 1L << 24;

    private static final JsonFactory JSON = new JsonFactory();

    private DeviationJson() {}

    /** The record values that tell of a deviation: one, or several where it takes too much room. */
    public static List<byte[]> write(Deviation deviation) {
        var values = new ArrayList<byte[]>();
        write(deviation, values);
        return values;
    }

    private static void write(Deviation deviation, List<byte[]> into) {
        var set = IntervalCodec.encode(deviation.indices());
        if (set.length <= MOST_BYTES || deviation.indices().count() < 2) {
            into.add(value(deviation, set));
            return;
        }
        var lower = new IntervalSet();
        var upper = new IntervalSet();
        long half = deviation.indices().count() / 2;
        deviation.indices().forEach(index -> (lower.count() < half ? lower : upper).add(index));
        for (var part : List.of(lower, upper)) {
            write(
                    new Deviation(
                            deviation.run(),
                            deviation.source(),
                            deviation.shard(),
                            deviation.topic(),
                            deviation.kind(),
                            part),
                    into);
        }
    }

    private static byte[] value(Deviation deviation, byte[] set) {
        var indices = deviation.indices();
        var out = new JsonBuffer(256 + 2 * set.length);
        out.ascii("{\"run\":").string(deviation.run());
        out.ascii(",\"source\":").string(deviation.source());
        if (!deviation.shard().isWhole()) {
            out.ascii(",\"shard\":").number(deviation.shard().number());
            out.ascii(",\"shards\":").number(deviation.shard().of());
        }
        out.ascii(",\"topic\":").string(deviation.topic());
        out.ascii(",\"kind\":").string(deviation.kind().word());
        out.ascii(",\"first\":")
                .number(indices.ranges(0, Long.MAX_VALUE, 1).getFirst().from());
        out.ascii(",\"count\":").number(indices.count());
        out.ascii(",\"indices\":").string(Base64.getEncoder().encodeToString(set));
        return out.ascii('}').toBytes();
    }

    /**
     * Reads what {@link #write} wrote; fields it does not know are passed over.
     *
     * @throws UnreadableEvent if it is not such a text
     */
    public static Deviation read(byte[] bytes) throws UnreadableEvent {
        var fields = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvent("a deviation is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getValueAsString(""));
                parser.skipChildren();
            }
            var kind = DeviationKind.of(field(fields, "kind"));
            var indices = IntervalCodec.decode(Base64.getDecoder().decode(field(fields, "indices")));
            if (!kind.omits() && indices.count() > MOST_SINGLES) {
                throw new UnreadableEvent(
                        "a deviation of " + indices.count() + " indices, more than can be told at once");
            }
            return new Deviation(
                    field(fields, "run"),
                    field(fields, "source"),
                    shard(fields),
                    field(fields, "topic"),
                    kind,
                    indices);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableEvent("a deviation cannot be read: " + e.getMessage(), e);
        }
    }

    private static Shard shard(Map<String, String> fields) {
        return new Shard(
                Integer.parseInt(fields.getOrDefault("shard", "0")),
                Integer.parseInt(fields.getOrDefault("shards", "1")));
    }

    private static String field(Map<String, String> fields, String name) throws UnreadableEvent {
        var value = fields.get(name);
        if (value == null) {
            throw new UnreadableEvent("a deviation names no '" + name + "'");
        }
        return value;
    }
}
