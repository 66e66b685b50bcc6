package dev.millrace.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemasTest {
    private static final DataShape TEXT = new DataShape.Text();

    @Test
    void dataBecomesARecordOfTheSource() {
        var shape = new DataShape.Fields(
                field("customerId", TEXT),
                field("amount", new DataShape.Decimal(18, 2)),
                field("note", new DataShape.Nullable(TEXT)),
                field("placed", new DataShape.Moment()),
                field("lines", new DataShape.Items(new DataShape.Fields(field("n", new DataShape.Whole())))));

        assertThat(EventSchemas.data("web-orders", shape).text())
                .isEqualTo("{\"type\":\"record\",\"name\":\"Data\",\"namespace\":\"millrace.web_orders\",\"fields\":["
                        + "{\"name\":\"customerId\",\"type\":\"string\",\"default\":\"\"},"
                        + "{\"name\":\"amount\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":18,\"scale\":2},"
                        + "\"default\":\"\\u0000\"},"
                        + "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null},"
                        + "{\"name\":\"placed\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"},\"default\":0},"
                        + "{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Data_lines_item\","
                        + "\"fields\":[{\"name\":\"n\",\"type\":\"long\",\"default\":0}]}},\"default\":[]}]}");
    }

    @Test
    void aNameThatAvroDoesNotAllowKeepsItsOwnBesides() {
        var fields = EventSchemas.data(
                        "s", new DataShape.Fields(field("a-b", TEXT), field("a_b", TEXT), field("9", TEXT)))
                .parsed()
                .getFields();

        assertThat(fields).extracting(Schema.Field::name).containsExactly("a_b_2", "a_b", "_9");
        assertThat(fields).extracting(JsonSteps::jsonName).containsExactly("a-b", "a_b", "9");
    }

    @Test
    void aWholeEventHoldsEnvelopeAndData() {
        var fields = EventSchemas.event("orders", new DataShape.Fields(field("a", TEXT)))
                .parsed()
                .getFields();

        assertThat(fields)
                .extracting(Schema.Field::name)
                .containsExactly(
                        "id",
                        "source",
                        "type",
                        "time",
                        "run",
                        "index",
                        "key",
                        "correlationId",
                        "traceparent",
                        "extensions",
                        "data");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void fieldsMayComeAndGo(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            var shape = new RandomShapes(random).fields(2);
            var fewer = new ArrayList<>(shape.fields());
            fewer.remove(random.nextInt(fewer.size()));
            var all = EventSchemas.event("orders", shape);
            var less = EventSchemas.event("orders", new DataShape.Fields(fewer));

            assertThat(all.whatBreaks(less)).isEmpty();
            assertThat(less.whatBreaks(all)).isEmpty();
        }
    }

    @Test
    void aFieldOfAnotherTypeBreaksReaders() {
        var text = EventSchemas.event("orders", new DataShape.Fields(field("a", TEXT)));
        var number = EventSchemas.event("orders", new DataShape.Fields(field("a", new DataShape.Whole())));

        assertThat(number.whatBreaks(text)).singleElement().asString().contains("TYPE_MISMATCH", "/fields/10");
    }

    @Test
    void theContentIdFollowsFromTheText() throws InvalidAvroSchema {
        var schema = EventSchemas.data("orders", new DataShape.Fields(field("a", new DataShape.Decimal(9, 2))));
        var otherScale = EventSchemas.data("orders", new DataShape.Fields(field("a", new DataShape.Decimal(9, 3))));

        assertThat(AvroSchema.parse(schema.text()).contentId())
                .isEqualTo(schema.contentId())
                .isPositive();
        assertThat(otherScale.contentId()).isNotEqualTo(schema.contentId());
        // Records refer to it: it must stay what it is.
        assertThat(AvroSchema.parse("\"string\"").contentId()).isEqualTo(0x69e5c1c9);
    }

    @Test
    void whatIsNoSchemaIsSaidToBeNone() {
        assertThatThrownBy(() -> AvroSchema.parse("{\"type\":\"recrod\"}"))
                .isInstanceOf(InvalidAvroSchema.class)
                .hasMessageContaining("recrod");
    }

    @Test
    void shapesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new DataShape.Fields(field("a", TEXT), field("a", TEXT)))
                .hasMessageContaining("'a' is there twice");
        assertThatThrownBy(() -> new DataShape.Decimal(2, 3)).hasMessageContaining("scale from 0 to precision");
        assertThatThrownBy(() -> new DataShape.Nullable(new DataShape.Nullable(TEXT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DataShape.Field field(String name, DataShape shape) {
        return new DataShape.Field(name, shape);
    }
}
