package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.SchemaRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private static final AvroSchema SCHEMA = EventSchemas.eventOfJson("s");

    @Test
    void aRegistryThatIsAwayIsAskedAgain() throws Exception {
        var asked = new AtomicInteger();

        var schema = new Schemas(registry(asked, 2)).schema(1);

        assertThat(schema).isEqualTo(SCHEMA);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whoeverWaitsGivesUpWhenThePipelineEnds() {
        var asked = new AtomicInteger();
        var schemas = new Schemas(registry(asked, Integer.MAX_VALUE));

        schemas.close();

        assertThatThrownBy(() -> schemas.schema(1)).isInstanceOf(SchemaFailure.Unreachable.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatWillNotGetBetterIsNotWaitedFor() {
        var schemas = new Schemas(registry(new AtomicInteger(), 0));

        assertThatThrownBy(() -> schemas.register("refused", SCHEMA))
                .isInstanceOf(SchemaUnavailable.class)
                .hasMessageContaining("no such subject");
    }

    private static SchemaRegistry registry(AtomicInteger asked, int failures) {
        return new SchemaRegistry() {
            @Override
            public int register(String subject, AvroSchema schema) throws SchemaFailure {
                throw new SchemaFailure.Refused("no such subject");
            }

            @Override
            public AvroSchema schema(int id) throws SchemaFailure {
                if (asked.incrementAndGet() <= failures) {
                    throw new SchemaFailure.Unreachable("away", null);
                }
                return SCHEMA;
            }
        };
    }
}
