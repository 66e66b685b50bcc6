package dev.millrace.embedded.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.embedded.ChildProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortHolderIT {
    @Test
    void shouldNameAnotherProgramByWhatRunsInIt() throws Exception {
        assumeThat(Path.of("/proc/net/tcp")).exists();
        try (var other = ChildProgram.start(ListenMain.class)) {
            var port = Integer.parseInt(other.await("up"));

            assertThat(Ports.holder(port))
                    .hasValue("java " + ListenMain.class.getName() + " (process "
                            + other.process().pid() + ")");
        }
    }
}
