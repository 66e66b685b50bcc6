package dev.millrace.event.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CachingSchemaRegistryTest extends SchemaRegistryContract {
    private final Counted behind = new Counted();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SchemaRegistry registry = new CachingSchemaRegistry(behind, Duration.ofSeconds(30), now::get);

    @Override
    SchemaRegistry registry() {
        return registry;
    }

    @Test
    void whatIsKnownIsNotAskedAgain() throws SchemaFailure {
        int id = registry.register("s", SCHEMA);
        registry.schema(id);
        int calls = behind.calls;

        registry.register("s", SCHEMA);
        registry.schema(id);

        assertThat(behind.calls).isEqualTo(calls);
    }

    @Test
    void anUnknownIdIsAskedForAgainAfterAWhile() throws SchemaFailure {
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(SchemaFailure.Unknown.class);
        behind.register("s", SCHEMA);

        now.set(Instant.EPOCH.plusSeconds(29));
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(SchemaFailure.Unknown.class);
        now.set(Instant.EPOCH.plusSeconds(30));

        assertThat(registry.schema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void anIdThatWasUnknownIsKnownOnceItIsRegisteredHere() throws SchemaFailure {
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(SchemaFailure.Unknown.class);

        int id = registry.register("s", SCHEMA);

        assertThat(registry.schema(id)).isEqualTo(SCHEMA);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAskedAgainAtOnce() throws SchemaFailure {
        behind.register("s", SCHEMA);
        behind.down = true;
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(SchemaFailure.Unreachable.class);

        behind.down = false;

        assertThat(registry.schema(1)).isEqualTo(SCHEMA);
    }

    private static final class Counted implements SchemaRegistry {
        private final SchemaRegistry registry = new InMemorySchemaRegistry();
        private int calls;
        private boolean down;

        @Override
        public int register(String subject, AvroSchema schema) throws SchemaFailure {
            count();
            return registry.register(subject, schema);
        }

        @Override
        public AvroSchema schema(int id) throws SchemaFailure {
            count();
            return registry.schema(id);
        }

        private void count() throws SchemaFailure {
            calls++;
            if (down) {
                throw new SchemaFailure.Unreachable("down", null);
            }
        }
    }
}
