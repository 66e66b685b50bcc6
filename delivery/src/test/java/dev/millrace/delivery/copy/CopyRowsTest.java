package dev.millrace.delivery.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowsTest {
    private final CopyRows rows = new CopyRows(0);

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\uD83D", "\uDE00", "x\uD83Dy", "\uDE00\uD83D"})
    void shouldRefuseTextThatPostgresCannotHold(String text) {
        rows.row(1);

        assertThatThrownBy(() -> rows.text("id", text))
                .isInstanceOf(UnstorableValue.class)
                .hasMessageStartingWith("id holds");
        assertThatThrownBy(() -> CopyRows.requireStorable("id", text)).isInstanceOf(UnstorableValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ümlaut €", "\uD83D\uDE00", "'; drop table audit.events; --", "\t\n\\"})
    void shouldTakeEveryOtherText(String text) throws Exception {
        int before = rows.size();

        rows.text("id", text);
        CopyRows.requireStorable("id", text);

        assertThat(rows.size() - before - 4).isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }

    @Test
    void shouldForgetARowThatIsCutOff() throws Exception {
        rows.row(1).text("id", "first");
        int before = rows.size();
        rows.row(2).int8(1);

        rows.truncate(before);

        assertThat(rows.size()).isEqualTo(before);
    }

    @Test
    void shouldNotCutIntoItsHeader() {
        assertThatThrownBy(() -> rows.truncate(3)).isInstanceOf(IllegalArgumentException.class);
    }
}
