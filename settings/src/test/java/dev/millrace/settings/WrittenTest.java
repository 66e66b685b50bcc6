package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a type to the schema and the error messages is what the type reads. */
class WrittenTest {
    @ParameterizedTest
    @ValueSource(classes = {Rate.class, DataSize.class, Share.class, Durations.class})
    void theExampleIsReadAndFitsThePattern(Class<?> type) throws Exception {
        var written = type.getAnnotation(Written.class);

        assertThat(Pattern.matches(written.pattern(), written.example())).isTrue();
        assertThat(type.getMethod("parse", String.class).invoke(null, written.example()))
                .isNotNull();
        assertThat(written.as()).matches("an? [a-z ]+");
    }
}
