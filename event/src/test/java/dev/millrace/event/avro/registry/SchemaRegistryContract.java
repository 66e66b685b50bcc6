package dev.millrace.event.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.DataShape;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.SchemaFailure;
import org.junit.jupiter.api.Test;

/** What every registry does. */
abstract class SchemaRegistryContract {
    private static final DataShape.Field NAME = new DataShape.Field("name", new DataShape.Text());
    private static final DataShape.Field AMOUNT = new DataShape.Field("amount", new DataShape.Decimal(18, 2));

    static final AvroSchema SCHEMA = EventSchemas.event("orders", new DataShape.Fields(NAME));
    static final AvroSchema WIDER = EventSchemas.event("orders", new DataShape.Fields(NAME, AMOUNT));
    static final AvroSchema BROKEN =
            EventSchemas.event("orders", new DataShape.Fields(new DataShape.Field("name", new DataShape.Whole())));

    abstract SchemaRegistry registry();

    @Test
    void aSchemaIsFoundByTheIdItGot() throws SchemaFailure {
        int id = registry().register("shop.orders-value", SCHEMA);

        var found = registry().schema(id);

        assertThat(found.whatBreaks(SCHEMA)).isEmpty();
        assertThat(found.name()).isEqualTo(SCHEMA.name());
        assertThat(found.text()).contains("timestamp-micros", "correlationId");
    }

    @Test
    void aSchemaThatIsThereAlreadyKeepsItsId() throws SchemaFailure {
        int first = registry().register("again-value", SCHEMA);

        assertThat(registry().register("again-value", SCHEMA)).isEqualTo(first);
    }

    @Test
    void aSchemaThatFitsTheEarlierOneGetsAnIdOfItsOwn() throws SchemaFailure {
        int first = registry().register("grows-value", SCHEMA);

        int second = registry().register("grows-value", WIDER);

        assertThat(second).isNotEqualTo(first);
        assertThat(registry().schema(second).text()).contains("amount");
        assertThat(registry().schema(first).text()).doesNotContain("amount");
    }

    @Test
    void aSchemaThatDoesNotFitIsRefused() throws SchemaFailure {
        registry().register("breaks-value", SCHEMA);

        assertThatThrownBy(() -> registry().register("breaks-value", BROKEN))
                .isInstanceOf(SchemaFailure.Refused.class)
                .hasMessageContaining("'breaks-value'");
    }

    @Test
    void aSubjectMayHaveAnyName() throws SchemaFailure {
        int id = registry().register("a topic/with ümläut+-value", SCHEMA);

        assertThat(registry().schema(id).name()).isEqualTo(SCHEMA.name());
    }

    @Test
    void anIdNobodyGotIsUnknown() {
        assertThatThrownBy(() -> registry().schema(987_654_321))
                .isInstanceOf(SchemaFailure.Unknown.class)
                .hasMessageContaining("987654321");
    }
}
