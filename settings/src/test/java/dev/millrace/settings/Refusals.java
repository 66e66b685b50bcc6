package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused as a setting, without a field, and with what words. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(ThrowingCallable reading, String problem) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(reading).satisfies(refusal -> {
            assertThat(refusal.field()).isEmpty();
            assertThat(refusal.problem()).isEqualTo(problem);
        });
    }
}
