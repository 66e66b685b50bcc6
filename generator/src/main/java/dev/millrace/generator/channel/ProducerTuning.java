package dev.millrace.generator.channel;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Settings of a source's producer that the file may choose, by Kafka's names. What proof and order rest on cannot be
 * chosen: it is refused, with the reason. Immutable.
 */
public final class ProducerTuning {
    /** Nothing is chosen. */
    public static final ProducerTuning NONE = new ProducerTuning(Map.of());

    /** What a producer has for records that wait, where nothing else is chosen. */
    public static final DataSize BUFFER = new DataSize(32L << 20);

    /** Longer, and a record could be given up while it still waits for its batch to fill. */
    private static final long LONGEST_LINGER = 1_000;

    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final String PROOF = "no event may be lost or sent twice, and that rests on it";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("acks", PROOF),
            Map.entry("enable.idempotence", PROOF),
            Map.entry("transactional.id", PROOF + "; it follows from run and source"),
            Map.entry("transaction.timeout.ms", PROOF),
            Map.entry("transaction.two.phase.commit.enable", PROOF),
            Map.entry("retries", PROOF),
            Map.entry("delivery.timeout.ms", "how soon a broker that is away is noticed rests on it"),
            Map.entry("request.timeout.ms", "how soon a broker that is away is noticed rests on it"),
            Map.entry("max.block.ms", "how soon a broker that is away is noticed rests on it"),
            Map.entry("max.request.size", "a dead letter must fit into a request"),
            Map.entry("key.serializer", "the source's 'encoding' says how events are written"),
            Map.entry("value.serializer", "the source's 'encoding' says how events are written"),
            Map.entry("interceptor.classes", "what comes between the source and Kafka could lose or repeat events"),
            Map.entry("partitioner.class", "the source's 'partition' says where events go"),
            Map.entry("partitioner.ignore.keys", "events of one key would no longer be in order"),
            Map.entry("bootstrap.servers", "all of a file goes to one cluster, that of 'kafka'"),
            Map.entry("client.id", "it follows from the source's name"));

    /** The names that may be set, each with what reads its value. */
    private static final Map<String, Reading> ALLOWED = Map.ofEntries(
            Map.entry("linger.ms", ProducerTuning::linger),
            Map.entry("batch.size", (name, text) -> (int) size(name, text, 0, 16 << 20)),
            Map.entry("buffer.memory", (name, text) -> size(name, text, 10 << 20, 8L << 30)),
            Map.entry("send.buffer.bytes", (name, text) -> (int) size(name, text, 1 << 10, 64 << 20)),
            Map.entry("compression.type", ProducerTuning::compression),
            Map.entry("compression.gzip.level", (name, text) -> (int) number(name, text, -1, 9)),
            Map.entry("compression.lz4.level", (name, text) -> (int) number(name, text, 1, 17)),
            Map.entry("compression.zstd.level", (name, text) -> (int) number(name, text, -131_072, 22)),
            Map.entry("max.in.flight.requests.per.connection", ProducerTuning::inFlight));

    private final Map<String, Object> properties;

    /** Reads the value of a setting as Kafka's client wants it. */
    private interface Reading {
        Object read(String name, String text);
    }

    private ProducerTuning(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * Reads settings.
     *
     * @throws InvalidSetting for the setting's name, if it cannot be set, or not to this
     */
    public static ProducerTuning of(Map<String, String> settings) {
        var properties = new HashMap<String, Object>();
        for (var setting : settings.entrySet()) {
            var name = setting.getKey();
            var reading = ALLOWED.get(name);
            if (reading == null) {
                var reason = REFUSED.get(name);
                throw new InvalidSetting(
                        name,
                        reason == null
                                ? "is none that can be chosen here: those are "
                                        + String.join(", ", new TreeSet<>(ALLOWED.keySet()))
                                : "cannot be chosen: " + reason);
            }
            properties.put(name, reading.read(name, setting.getValue().strip()));
        }
        return new ProducerTuning(Map.copyOf(properties));
    }

    /** What the producer has for records that wait. */
    public DataSize buffer() {
        return properties.get("buffer.memory") instanceof Long bytes ? new DataSize(bytes) : BUFFER;
    }

    /** The given properties, with what was chosen in their place. */
    Map<String, Object> over(Map<String, Object> usual) {
        var all = new HashMap<>(usual);
        all.putAll(properties);
        return all;
    }

    private static Object linger(String name, String text) {
        long millis = text.matches("\\d{1,9}")
                ? Long.parseLong(text)
                : within(name, () -> Durations.parse(text).toMillis());
        return (int) bounded(name, text, millis, 0, LONGEST_LINGER);
    }

    private static Object compression(String name, String text) {
        if (!COMPRESSIONS.contains(text)) {
            throw new InvalidSetting(
                    name, "must be one of " + String.join(", ", new TreeSet<>(COMPRESSIONS)) + ", was " + text);
        }
        return text;
    }

    private static Object inFlight(String name, String text) {
        long requests = number(name, text, 1, Integer.MAX_VALUE);
        if (requests > 5) {
            throw new InvalidSetting(name, "must be from 1 to 5, was " + text + ": with more, Kafka keeps no order");
        }
        return (int) requests;
    }

    private static long size(String name, String text, long least, long most) {
        long bytes = text.matches("\\d{1,18}")
                ? Long.parseLong(text)
                : within(name, () -> DataSize.parse(text).bytes());
        return bounded(name, text, bytes, least, most);
    }

    private static long number(String name, String text, long least, long most) {
        if (!text.matches("-?\\d{1,18}")) {
            throw new InvalidSetting(name, "must be a whole number, was " + text);
        }
        return bounded(name, text, Long.parseLong(text), least, most);
    }

    private static long bounded(String name, String text, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidSetting(name, "must be from " + least + " to " + most + ", was " + text);
        }
        return value;
    }

    private static long within(String name, LongSupplier value) {
        try {
            return value.getAsLong();
        } catch (InvalidSetting e) {
            throw e.within(name);
        }
    }
}
