package dev.millrace.generator.encode;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelRefused;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.settings.Encoding;
import java.util.HashMap;
import java.util.Map;

/**
 * How a source's events are encoded. Makes what takes them to a channel; schemas are registered then, so that no event
 * is ever sent whose schema readers could not find. Thread-safe.
 */
public final class SourceEncoding {
    private final Encoding encoding;
    private final SchemaRegistry schemas;

    /** @param schemas where schemas are registered */
    public SourceEncoding(Encoding encoding, SchemaRegistry schemas) {
        this.encoding = encoding;
        this.schemas = schemas;
    }

    /** One CloudEvent in JSON a record, which needs no schemas. */
    public static SourceEncoding json() {
        return new SourceEncoding(Encoding.JSON, new NoSchemas());
    }

    /**
     * A sender for a generated source.
     *
     * @throws ChannelLost    if schemas cannot be registered now
     * @throws ChannelRefused if they never can
     */
    public GeneratedSender generated(SourceRenderer renderer, SourceChannel channel) throws ChannelLost {
        return switch (encoding.as()) {
            case JSON -> new JsonRecords(renderer, channel);
            case AVRO -> {
                var schema = renderer.identity().eventSchema();
                var ids = new HashMap<String, Integer>();
                for (var topic : channel.key().topics()) {
                    ids.put(topic, register(EventSchemas.subject(topic), schema, channel));
                }
                yield new AvroRecords(renderer, channel, ids);
            }
            case FRAME -> new FrameRecords(renderer, channel, encoding, bodies(renderer, channel));
        };
    }

    /**
     * A sender for events that came from outside.
     *
     * @throws ChannelLost    if schemas cannot be registered now
     * @throws ChannelRefused if they never can
     */
    public EventSender events(SourceChannel channel) throws ChannelLost {
        return switch (encoding.as()) {
            case JSON -> new JsonEvents(channel);
            case AVRO -> {
                var key = channel.key();
                var schema = EventSchemas.eventOfJson(key.source());
                yield new AvroEvents(channel, register(EventSchemas.subject(key.topic()), schema, channel));
            }
            case FRAME -> new FrameEvents(channel, encoding);
        };
    }

    private Map<String, BodyCoding> bodies(SourceRenderer renderer, SourceChannel channel) throws ChannelLost {
        var bodies = new HashMap<String, BodyCoding>();
        for (var topic : channel.key().topics()) {
            if (encoding.data() == Encoding.Data.JSON) {
                bodies.put(topic, new BodyCoding.Json());
            } else {
                var schema = renderer.identity().dataSchema();
                bodies.put(
                        topic,
                        new BodyCoding.Avro(register(EventSchemas.frameSubject(topic, schema), schema, channel)));
            }
        }
        return bodies;
    }

    private int register(String subject, AvroSchema schema, SourceChannel channel) throws ChannelLost {
        var doing = "Registering the schema of source " + channel.key().source();
        try {
            return schemas.register(subject, schema);
        } catch (SchemaFailure.Unreachable e) {
            throw new ChannelLost(doing, e);
        } catch (SchemaFailure e) {
            throw new ChannelRefused(doing + ": " + e.getMessage(), e);
        }
    }

    /** Where nobody asks for any. */
    private static final class NoSchemas implements SchemaRegistry {
        @Override
        public int register(String subject, AvroSchema schema) throws SchemaFailure {
            throw new SchemaFailure.Unusable("there is nowhere to keep schemas", null);
        }

        @Override
        public AvroSchema schema(int id) throws SchemaFailure {
            throw new SchemaFailure.Unknown("there is nowhere to keep schemas");
        }
    }
}
