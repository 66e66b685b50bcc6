package dev.millrace.event.progress;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Progress as JSON text. Thread-safe. */
public final class ProgressJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ProgressJson() {}

    /** The record value. */
    public static byte[] write(Progress progress) {
        var out = new JsonBuffer(384);
        out.ascii("{\"run\":").string(progress.run());
        out.ascii(",\"source\":").string(progress.source());
        out.ascii(",\"kind\":").string(progress.kind().name().toLowerCase(Locale.ROOT));
        out.ascii(",\"topic\":").string(progress.topic());
        out.ascii(",\"next\":").number(progress.next());
        out.ascii(",\"deadLettered\":").number(progress.deadLettered());
        out.ascii(",\"activeMillis\":").number(progress.active().toMillis());
        out.ascii(",\"at\":").string(progress.at().toString());
        out.ascii(",\"ended\":").ascii(progress.ended() ? "true" : "false");
        out.ascii(",\"gaps\":").number(progress.gaps());
        out.ascii(",\"position\":{");
        var comma = "";
        for (var entry : progress.position().entrySet()) {
            out.ascii(comma).string(entry.getKey()).ascii(':').string(entry.getValue());
            comma = ",";
        }
        out.ascii('}');
        if (!progress.others().isEmpty()) {
            others(progress, out);
        }
        if (!progress.shard().isWhole()) {
            out.ascii(",\"shard\":").number(progress.shard().number());
            out.ascii(",\"shards\":").number(progress.shard().of());
        }
        if (!progress.by().isEmpty()) {
            out.ascii(",\"by\":").string(progress.by());
        }
        if (progress.delivery() != Delivery.EXACTLY_ONCE) {
            out.ascii(",\"delivery\":").string(progress.delivery().word());
        }
        if (!progress.deviations().isEmpty()) {
            deviations(progress, out);
        }
        return out.ascii('}').toBytes();
    }

    private static void deviations(Progress progress, JsonBuffer out) {
        var comma = "";
        out.ascii(",\"deviations\":{");
        for (var entry : new TreeMap<>(progress.deviations()).entrySet()) {
            out.ascii(comma).string(entry.getKey().word()).ascii(':').number(entry.getValue());
            comma = ",";
        }
        out.ascii('}');
    }

    private static void others(Progress progress, JsonBuffer out) {
        var comma = "";
        out.ascii(",\"others\":[");
        for (var topic : new TreeSet<>(progress.others())) {
            out.ascii(comma).string(topic);
            comma = ",";
        }
        out.ascii(']');
    }

    /**
     * Reads what {@link #write} wrote; fields it does not know are passed over, so that an older program can
     * read what a newer one wrote.
     *
     * @throws UnreadableEvent if it is not such a text
     */
    public static Progress read(byte[] bytes) throws UnreadableEvent {
        var fields = new HashMap<String, String>();
        var position = new HashMap<String, String>();
        var others = new HashSet<String>();
        var deviations = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvent("progress is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (value == JsonToken.START_OBJECT && name.equals("position")) {
                    readTexts(parser, position);
                } else if (value == JsonToken.START_OBJECT && name.equals("deviations")) {
                    readTexts(parser, deviations);
                } else if (value == JsonToken.START_ARRAY && name.equals("others")) {
                    readList(parser, others);
                } else {
                    fields.put(name, parser.getValueAsString(""));
                    parser.skipChildren();
                }
            }
            return new Progress(
                    field(fields, "run"),
                    field(fields, "source"),
                    SourceKind.valueOf(field(fields, "kind").toUpperCase(Locale.ROOT)),
                    field(fields, "topic"),
                    Long.parseLong(field(fields, "next")),
                    Long.parseLong(field(fields, "deadLettered")),
                    Duration.ofMillis(Long.parseLong(field(fields, "activeMillis"))),
                    Instant.parse(field(fields, "at")),
                    Boolean.parseBoolean(field(fields, "ended")),
                    // Versions that did not count them wrote none.
                    Long.parseLong(fields.getOrDefault("gaps", "0")),
                    position,
                    others,
                    new Shard(
                            Integer.parseInt(fields.getOrDefault("shard", "0")),
                            Integer.parseInt(fields.getOrDefault("shards", "1"))),
                    fields.getOrDefault("by", ""),
                    counts(deviations),
                    Delivery.of(fields.getOrDefault("delivery", Delivery.EXACTLY_ONCE.word())));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEvent("progress cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<DeviationKind, Long> counts(Map<String, String> words) {
        var counts = new EnumMap<DeviationKind, Long>(DeviationKind.class);
        words.forEach((word, count) -> counts.put(DeviationKind.of(word), Long.parseLong(count)));
        return counts;
    }

    private static void readTexts(JsonParser parser, Map<String, String> into) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            into.put(name, parser.getValueAsString(""));
        }
    }

    private static void readList(JsonParser parser, Set<String> into) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            into.add(parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    private static String field(Map<String, String> fields, String name) throws UnreadableEvent {
        var value = fields.get(name);
        if (value == null) {
            throw new UnreadableEvent("progress names no '" + name + "'");
        }
        return value;
    }
}
