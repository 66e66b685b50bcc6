package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CloseStackTest {
    private final ArrayList<String> closed = new ArrayList<>();
    private final CloseStack stack = new CloseStack();

    @Test
    void shouldCloseTheLastFirstWhateverFails() {
        stack.add("first", () -> closed.add("first"));
        stack.add("second", () -> {
            throw new IllegalStateException("stuck");
        });
        stack.add("third", () -> closed.add("third"));

        assertThatThrownBy(stack::close).hasMessage("closing second failed: stuck");

        assertThat(closed).containsExactly("third", "first");
    }

    @Test
    void shouldNotHideWhyAStartFailed() {
        var cause = new IllegalArgumentException("no such topic");
        stack.add("servers", () -> {
            throw new IllegalStateException("stuck");
        });

        CloseStack.closeAfter(cause, stack);

        assertThat(cause).hasMessage("no such topic");
        assertThat(cause.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed).hasMessage("closing servers failed: stuck"));
    }
}
