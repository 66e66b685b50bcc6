package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.app.file.SchemasSection;
import dev.millrace.generator.channel.KafkaAccess;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to: that of a file, one named, or that of the program running here. */
final class KafkaOption {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "Use the Kafka cluster this file names, as it says. Default: that of the program running here.")
    private @Nullable Path file;

    @Option(
            names = "--bootstrap",
            paramLabel = "SERVERS",
            description = "Use the Kafka cluster at host:port, with the properties FILE gives, if any.")
    private @Nullable String bootstrap;

    /** The registry of schemas the file names, if there is a file and it does. */
    @Nullable
    SchemasSection schemas() throws InvalidFile {
        var settings = settings();
        return settings == null ? null : settings.schemas();
    }

    KafkaAccess access() throws InvalidFile {
        var settings = settings();
        var section = settings == null ? null : settings.kafka();
        if (bootstrap != null) {
            return new KafkaAccess(bootstrap, section == null ? Map.of() : section.propertiesOrEmpty());
        }
        if (file != null && section != null) {
            return section.access();
        }
        var running = data.running();
        var address = running.addresses().get("kafka");
        if (address == null) {
            throw CommandFailed.unreachable(
                    "The Millrace with process id " + running.pid() + " is still starting; try again.");
        }
        return new KafkaAccess(address, section == null ? Map.of() : section.propertiesOrEmpty());
    }

    /** What the named file says, or that of the program running here, where it says anything of servers. */
    private @Nullable MillraceFile settings() throws InvalidFile {
        if (file != null) {
            return FileLoader.load(file, System.getenv()).file();
        }
        if (bootstrap != null) {
            return null;
        }
        var running = data.running();
        // Not asked for through the gateway: passwords do not go over it. Who may read the file knows them.
        return Boolean.TRUE.equals(running.needsFile())
                ? ConfigReader.read(Path.of(running.file()), MillraceFile.class, System.getenv())
                        .value()
                : null;
    }
}
