package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The JSON Schema that is shipped is the one the records make. */
class SchemaTest {
    private static final Path SHIPPED = Path.of("..", "docs", "millrace.schema.json");

    @Test
    void theShippedSchemaIsUpToDate() throws IOException {
        if (Boolean.getBoolean("millrace.update")) {
            Files.writeString(SHIPPED, FileLoader.schema() + "\n");
        }

        assertThat(Files.readString(SHIPPED).strip())
                .as("write it anew with: ./millrace check --schema > docs/millrace.schema.json")
                .isEqualTo(FileLoader.schema().strip());
    }

    @Test
    void theDemonstrationFitsTheSchema() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(FileLoader.schema(), InputFormat.JSON);

        var errors = schema.validate(Files.readString(Path.of("..", "examples", "web-shop.yaml")), InputFormat.YAML);

        assertThat(errors).isEmpty();
    }
}
