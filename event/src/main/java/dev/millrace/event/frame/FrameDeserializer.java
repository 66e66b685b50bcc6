package dev.millrace.event.frame;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.avro.registry.CachingSchemaRegistry;
import dev.millrace.event.avro.registry.HttpSchemaRegistry;
import dev.millrace.event.avro.registry.RegistryAccess;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of a framed topic as the events in it, for any Kafka consumer: set it as
 * {@code value.deserializer}. Not thread-safe, as consumers are not.
 *
 * <p>One event that cannot be read makes the record unreadable; who wants the others uses {@link FrameCursor} and
 * {@link FrameUnpacker}. A record without a value has no events. Kafka does not tell a deserializer the partition:
 * that the topic is the right one is seen, for the partition compare {@link FrameCursor#partition()}.
 */
public final class FrameDeserializer implements Deserializer<List<Event>> {
    /** Setting: the url of the registry that has the schemas; needed where frames have Avro bodies. */
    public static final String REGISTRY_URL = "millrace.schema.registry.url";
    /** Setting: the name the topic had where the frames were written, where it is a copy under another name. */
    public static final String ORIGINAL_TOPIC = "millrace.frame.topic";

    private final FrameCursor cursor = new FrameCursor();
    private FrameUnpacker unpacker;
    private @Nullable HttpSchemaRegistry registry;
    private @Nullable String originalTopic;

    /** For Kafka, which then calls {@link #configure}. */
    public FrameDeserializer() {
        this(id -> {
            throw new SchemaFailure.Unusable(
                    "schema " + id + " cannot be looked up: set " + REGISTRY_URL + " to the registry's url", null);
        });
    }

    /** @param schemas where the schemas of Avro bodies are found */
    public FrameDeserializer(SchemaLookup schemas) {
        this.unpacker = new FrameUnpacker(schemas);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (configs.get(ORIGINAL_TOPIC) instanceof String topic) {
            originalTopic = topic;
        }
        if (configs.get(REGISTRY_URL) instanceof String url) {
            try {
                close();
                registry = new HttpSchemaRegistry(RegistryAccess.open(URI.create(url)));
                unpacker = new FrameUnpacker(
                        new CachingSchemaRegistry(registry, Duration.ofSeconds(30), InstantSource.system()));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(REGISTRY_URL, url, e.getMessage());
            }
        }
    }

    /** @throws SerializationException if the value is no frame of this topic, or an event in it cannot be read */
    @Override
    public List<Event> deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return List.of();
        }
        try {
            cursor.open(data, originalTopic == null ? topic : originalTopic);
            var events = new ArrayList<Event>(cursor.count());
            while (cursor.next()) {
                events.add(unpacker.event(cursor));
            }
            return events;
        } catch (UnreadableEvent | SchemaFailure e) {
            throw new SerializationException("a record of topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
