package dev.millrace.checks.program;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka of the test's own, in a process of its own that can be paused and killed. Closing it kills it. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final int port;

    private BrokerProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one, or goes on with the one that worked in the folder before; a port of 0 is any. */
    static BrokerProcess start(Path folder, int port) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BrokerProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = process.inputReader().readLine();
        if (said == null) {
            throw new AssertionError("the broker ended before it was up");
        }
        return new BrokerProcess(process, folder, Integer.parseInt(said));
    }

    /** In the process itself: the folder, and the port. Says the port it got, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        var settings = new KafkaSettings(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Map.of());
        try (var broker = EmbeddedKafka.start(settings)) {
            System.out.println(broker.port());
            // Ends with the test, however that ends.
            System.in.read();
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** A new process in the place of the one that was killed, on the same port. */
    BrokerProcess startAgain() throws IOException {
        return start(folder, port);
    }

    @Override
    public void close() {
        kill();
    }
}
