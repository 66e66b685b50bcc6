package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidSettingTest {
    @Test
    void namesTheFieldBeforeTheProblem() {
        var error = new InvalidSetting("sources.orders.rate", "must be positive, was 0/s");

        assertThat(error).hasMessage("sources.orders.rate: must be positive, was 0/s");
        assertThat(error.field()).isEqualTo("sources.orders.rate");
        assertThat(error.problem()).isEqualTo("must be positive, was 0/s");
    }

    @Test
    void saysTheProblemAloneWhereItIsOfTheWhole() {
        assertThat(new InvalidSetting("", "needs a source")).hasMessage("needs a source");
    }

    @ParameterizedTest
    @CsvSource({
        "rate, sources.orders, sources.orders.rate",
        "[2].when, route, route[2].when",
        "'', sources, sources",
        "rate, '', rate",
        "'', '', ''",
    })
    void growsAPathOutwards(String field, String outer, String path) {
        assertThat(new InvalidSetting(field, "is wrong").within(outer).field()).isEqualTo(path);
    }

    @Test
    void keepsItsStackTraceWhenSeenFromFurtherOut() {
        var error = new InvalidSetting("rate", "is wrong");

        assertThat(error.within("sources").getStackTrace()).isEqualTo(error.getStackTrace());
    }
}
