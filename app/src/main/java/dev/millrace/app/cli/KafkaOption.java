package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
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
            description = "Use the Kafka cluster this file names.")
    private @Nullable Path file;

    @Option(names = "--bootstrap", paramLabel = "SERVERS", description = "Use the Kafka cluster at host:port.")
    private @Nullable String bootstrap;

    /** The registry of schemas the file names, if there is a file and it does. */
    @Nullable
    SchemasSection schemas() throws InvalidFile {
        return file == null
                ? null
                : FileLoader.load(file, System.getenv()).file().schemas();
    }

    KafkaAccess access() throws InvalidFile {
        if (bootstrap != null) {
            return new KafkaAccess(bootstrap, Map.of());
        }
        if (file != null) {
            var section = FileLoader.load(file, System.getenv()).file().kafka();
            if (section != null) {
                return new KafkaAccess(section.bootstrapServers(), section.propertiesOrEmpty());
            }
        }
        var running = data.running();
        var address = running.addresses().get("kafka");
        if (address == null) {
            throw CommandFailed.unreachable(
                    "The Millrace with process id " + running.pid() + " is still starting; try again.");
        }
        return new KafkaAccess(address, Map.of());
    }
}
