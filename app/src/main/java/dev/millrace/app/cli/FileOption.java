package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration file. */
final class FileOption {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The configuration file. Default: millrace.yaml here, or else the demonstration"
                    + " examples/web-shop.yaml.")
    @Nullable
    Path file;

    LoadedFile load() throws InvalidFile {
        return FileLoader.load(path(), System.getenv());
    }

    private Path path() {
        if (file != null) {
            return file;
        }
        var here = Path.of("millrace.yaml");
        if (Files.exists(here)) {
            return here;
        }
        var home = System.getProperty("millrace.home");
        var demonstration = Path.of(home == null ? "." : home, "examples", "web-shop.yaml");
        if (!Files.exists(demonstration)) {
            throw CommandFailed.usage("Name a configuration file: -f FILE. There is no millrace.yaml here.");
        }
        return demonstration;
    }
}
