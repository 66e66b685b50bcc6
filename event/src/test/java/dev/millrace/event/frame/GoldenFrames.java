package dev.millrace.event.frame;

import dev.millrace.event.TraceContext;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.DataShape;
import dev.millrace.event.avro.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frames of {@code src/test/resources/frame}: what was written once must be read, and written just so, for good.
 * A new version of the format gets files of its own; those that are there are never written anew.
 */
final class GoldenFrames {
    static final FrameHome HOME = new FrameHome("shop.orders", 3);
    static final int SCHEMA_ID = 7;
    static final AvroSchema SCHEMA = EventSchemas.data(
            "orders",
            new DataShape.Fields(
                    new DataShape.Field("customer", new DataShape.Text()),
                    new DataShape.Field("amount", new DataShape.Decimal(18, 2)),
                    new DataShape.Field("gift", new DataShape.Nullable(new DataShape.Flag()))));

    private static final long DUE = 1_795_294_763_123_456L;

    private GoldenFrames() {}

    static Map<String, byte[]> all() {
        var frames = new LinkedHashMap<String, byte[]>();
        frames.put("v1-generated", generated());
        frames.put("v1-one-event", oneEvent());
        frames.put("v1-everything-of-its-own", everythingOfItsOwn());
        frames.put("v1-foreign", foreign());
        return frames;
    }

    /** Writes the files of frames that have none yet into the folder named. */
    public static void main(String[] folder) throws IOException {
        for (var frame : all().entrySet()) {
            var file = Path.of(folder[0], frame.getKey() + ".frame");
            if (Files.notExists(file)) {
                Files.write(file, frame.getValue());
            }
        }
    }

    /** As a generator writes them: all that can follow from the index does. */
    private static byte[] generated() {
        var encoder = encoder("r1", new BodyCoding.Avro(SCHEMA_ID), new TraceDerivation(42, 0));
        for (int i = 0; i < 5; i++) {
            order(encoder, i);
            var key = utf8("customer-" + i % 3);
            encoder.append(100 + i, DUE + i * 200L, key, 0, key.length);
        }
        return encoder.finish();
    }

    private static byte[] oneEvent() {
        var encoder = encoder("r1", new BodyCoding.Avro(SCHEMA_ID), null);
        order(encoder, 1);
        encoder.append(0, DUE);
        return encoder.finish();
    }

    /** Gaps, repeats, a step back in time, no key, and details for some. */
    private static byte[] everythingOfItsOwn() {
        var encoder = encoder("r1", new BodyCoding.Avro(SCHEMA_ID), new TraceDerivation(42, 1L << 55));
        long[] indices = {5, 6, 6, 1_000_000_000_000L, 2};
        long[] times = {DUE, DUE + 70_000, DUE - 120_000_000, DUE, DUE + 1};
        for (int i = 0; i < indices.length; i++) {
            order(encoder, i);
            if (i % 2 == 1) {
                encoder.id("own-" + i);
                encoder.trace(new TraceContext(0x0102030405060708L, i, 0x1112131415161718L, i == 1));
                encoder.extensions(Map.of("tenant", "größe " + i, "dataschema", "urn:x"));
            }
            if (i == 2) {
                encoder.correlationId("story-☃");
                encoder.append(indices[i], times[i]);
            } else {
                var key = utf8(i == 4 ? "" : "k".repeat(i * 50) + "é");
                encoder.append(indices[i], times[i], key, 0, key.length);
            }
        }
        return encoder.finish();
    }

    /** Events from elsewhere: no run, ids of their own, data in JSON. */
    private static byte[] foreign() {
        var encoder = encoder(null, new BodyCoding.Json(), null);
        var data = new String[] {"null", "{\"a\":[1,2.50]}", "\"text\""};
        for (int i = 0; i < data.length; i++) {
            encoder.id("urn:uuid:" + i);
            encoder.body().raw(utf8(data[i]));
            encoder.append(0, -DUE * (i - 1));
        }
        return encoder.finish();
    }

    private static void order(FrameEncoder encoder, int i) {
        encoder.body().text("customer-" + i).decimal(i * 1_000L - 5);
        if (i % 2 == 0) {
            encoder.body().number(0);
        } else {
            encoder.body().number(1).flag(true);
        }
    }

    private static FrameEncoder encoder(String run, BodyCoding bodies, TraceDerivation traces) {
        return new FrameEncoder(new FrameHead("orders", "order.placed", run, bodies, traces), HOME);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
