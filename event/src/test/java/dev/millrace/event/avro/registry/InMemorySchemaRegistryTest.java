package dev.millrace.event.avro.registry;

class InMemorySchemaRegistryTest extends SchemaRegistryContract {
    private final SchemaRegistry registry = new InMemorySchemaRegistry();

    @Override
    SchemaRegistry registry() {
        return registry;
    }
}
