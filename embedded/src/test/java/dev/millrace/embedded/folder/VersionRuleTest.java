package dev.millrace.embedded.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRuleTest {
    @ParameterizedTest
    @CsvSource({
        "SAME_MAJOR, 18.6.0, 18.1.0, true",
        "SAME_MAJOR, 18.6.0, 18.10, true",
        "SAME_MAJOR, 18.6.0, 17.6.0, false",
        "SAME_MAJOR, 18.6.0, 19.0, false",
        "NOT_NEWER, 4.3.1, 4.3.1, true",
        "NOT_NEWER, 4.3.1, 4.3.0, true",
        "NOT_NEWER, 4.3.1, 3.9.2, true",
        "NOT_NEWER, 4.3.1, 4.10.0, false",
        "NOT_NEWER, 4.3.1, 5.0, false",
        "NOT_NEWER, 4.3.1, nonsense, false",
        "SAME_MAJOR, 18.6.0, '', false"
    })
    void shouldTellWhoseDataCanBeGoneOnFrom(VersionRule rule, String ours, String theirs, boolean readable) {
        assertThat(rule.reads(ours, theirs)).isEqualTo(readable);
    }
}
