package dev.millrace.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    @Test
    void shouldCloseTheOtherWayRoundAndOnceAndLoseNoFailure() {
        var closed = new ArrayList<String>();
        var parts = new OpenParts();
        for (var name : new String[] {"first", "second", "third"}) {
            parts.add(() -> {
                closed.add(name);
                throw new IllegalStateException(name);
            });
        }

        assertThatThrownBy(parts::close)
                .hasMessage("third")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("second", "first"));
        parts.close();

        assertThat(closed).containsExactly("third", "second", "first");
    }
}
