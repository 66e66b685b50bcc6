package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file to begin with: it is good, and never takes another's place unasked. */
class InitCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theStarterIsAGoodFile() {
        var file = folder.resolve("new.yaml").toString();
        var init = Shell.run("init", file);

        var check = Shell.run("check", "-f", file);

        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("starter.visits").contains("pipeline pages");
    }

    @Test
    void aFileThatIsThereIsLeftAsItIs() throws Exception {
        var file = Files.writeString(folder.resolve("mine.yaml"), "mine");

        var init = Shell.run("init", file.toString());

        assertThat(init.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(init.err()).contains("was left as it is").contains("--force");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFileIsWrittenOverWhenThatIsAskedFor() throws Exception {
        var file = Files.writeString(folder.resolve("mine.yaml"), "mine");

        var init = Shell.run("init", "--force", file.toString());

        assertThat(init.exitCode()).isZero();
        assertThat(file).content().startsWith("# A Millrace file to begin with");
    }

    @Test
    void theStarterCanBePrinted() {
        assertThat(Shell.run("init", "-").out()).contains("name: starter");
    }
}
