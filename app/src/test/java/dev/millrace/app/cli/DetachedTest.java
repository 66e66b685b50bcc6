package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetachedTest {
    @Test
    void shouldStartTheSameCommandWithoutATerminal() {
        assertThat(Detached.apart(
                        "-Xmx1g",
                        "-Dmillrace.stderr.terminal=true",
                        "-Dmillrace.stdout.terminal=true",
                        "dev.millrace.app.Main",
                        "up",
                        "--detach",
                        "-f",
                        "shop.yaml"))
                .containsExactly(
                        "-Xmx1g",
                        "-Dmillrace.stderr.terminal=false",
                        "-Dmillrace.stdout.terminal=false",
                        "dev.millrace.app.Main",
                        "up",
                        "-f",
                        "shop.yaml");
    }
}
