package dev.millrace.event.avro;

import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** The schemas of a source's events: of the data alone, as frames hold it, and of the whole event. Thread-safe. */
public final class EventSchemas {
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String RUN = "run";
    static final String INDEX = "index";
    static final String KEY = "key";
    static final String CORRELATION_ID = "correlationId";
    static final String TRACEPARENT = "traceparent";
    static final String EXTENSIONS = "extensions";
    static final String DATA = "data";

    private EventSchemas() {}

    /** The record {@code millrace.<source>.Data}: an event's data, the body of an event in a frame. */
    public static AvroSchema data(String source, DataShape.Fields data) {
        return new AvroSchema(new ShapeSchemas(namespace(source)).fields(data, "Data"));
    }

    /** The record {@code millrace.<source>.Event}: envelope and data, one event a Kafka record. */
    public static AvroSchema event(String source, DataShape.Fields data) {
        return event(source, new ShapeSchemas(namespace(source)).fields(data, "Data"));
    }

    /** As {@link #event(String, DataShape.Fields)}, for data of which nothing is known: it is JSON text in a string. */
    public static AvroSchema eventOfJson(String source) {
        return event(source, new ShapeSchemas(namespace(source)).type(new DataShape.Json(), "Data"));
    }

    private static AvroSchema event(String source, Schema data) {
        var namespace = namespace(source);
        var fields = List.of(
                required(ID, text()),
                required(SOURCE, text()),
                required(TYPE, text()),
                required(TIME, ShapeSchemas.timestamp()),
                nullable(RUN, text()),
                nullable(INDEX, Schema.create(Schema.Type.LONG)),
                nullable(KEY, text()),
                required(CORRELATION_ID, text()),
                nullable(TRACEPARENT, text()),
                new Schema.Field(EXTENSIONS, Schema.createMap(text()), null, Map.of()),
                required(DATA, data));
        return new AvroSchema(Schema.createRecord("Event", null, namespace, false, fields));
    }

    /** The subject of a topic's record values, by the naming most registries' clients expect. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /**
     * The subject of the schema of the data in a topic's frames: the topic and the record's name, for a framed topic's
     * values are frames, of one source or several.
     */
    public static String frameSubject(String topic, AvroSchema data) {
        return topic + '-' + data.name();
    }

    private static String namespace(String source) {
        return "millrace." + AvroNames.allowed(source);
    }

    private static Schema text() {
        return Schema.create(Schema.Type.STRING);
    }

    private static Schema.Field required(String name, Schema type) {
        return new Schema.Field(name, type);
    }

    private static Schema.Field nullable(String name, Schema type) {
        return new Schema.Field(
                name, Schema.createUnion(Schema.create(Schema.Type.NULL), type), null, JsonProperties.NULL_VALUE);
    }
}
