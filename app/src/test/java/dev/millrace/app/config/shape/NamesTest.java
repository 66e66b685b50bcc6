package dev.millrace.app.config.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.DataSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private enum Word {
        JSON,
        EXACTLY_ONCE,
        CONST_
    }

    @ParameterizedTest
    @CsvSource({
        "rate, rate",
        "customerId, customer-id",
        "maxBatchSize, max-batch-size",
        "p99, p99",
        "p99Latency, p99-latency",
        "toURI, to-uri",
        "URIScheme, uri-scheme",
        "default_, default",
        "sizeInMiB, size-in-mi-b",
    })
    void componentsAreInKebabCase(String component, String key) {
        assertThat(Names.kebab(component)).isEqualTo(key);
    }

    @Test
    void constantsAreWords() {
        assertThat(Word.values()).extracting(Names::word).containsExactly("json", "exactly-once", "const");
    }

    @Test
    void typesAreSpokenOf() {
        assertThat(Names.one(DataSize.class)).isEqualTo("a data size");
        assertThat(Names.one(Integer.class)).isEqualTo("an integer");
    }
}
