package dev.millrace.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a file to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Write a commented file to begin with. A file that is there is left as it is.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class InitCommand implements Callable<Integer> {
    private static final String STARTER = "/dev/millrace/app/starter.yaml";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The file to write; - for standard output. Default: millrace.yaml.",
            defaultValue = "millrace.yaml")
    private String file;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var starter = starter();
        if (file.equals("-")) {
            starter.lines().forEach(terminal::data);
            return ExitCode.DONE;
        }
        var path = Path.of(file);
        try {
            Files.writeString(path, starter, options());
        } catch (FileAlreadyExistsException e) {
            throw CommandFailed.usage(file
                    + " is there already and was left as it is. Name another file, or write over it with --force.");
        } catch (IOException e) {
            throw CommandFailed.usage("Cannot write " + file + ": " + e);
        }
        terminal.say("Wrote " + file + ". Next: millrace check -f " + file + ", then millrace up -f " + file);
        return ExitCode.DONE;
    }

    private OpenOption[] options() {
        return force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    }

    private static String starter() {
        try (var in = Objects.requireNonNull(InitCommand.class.getResourceAsStream(STARTER), STARTER)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the starter file cannot be read from the program", e);
        }
    }
}
