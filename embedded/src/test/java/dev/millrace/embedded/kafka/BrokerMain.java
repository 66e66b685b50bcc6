package dev.millrace.embedded.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A program with one broker, for tests that kill it: says its port when it is up, and ends when told by a byte. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Folder, port, and overrides as {@code name=value}. */
    public static void main(String[] arguments) throws Exception {
        var begin = System.nanoTime();
        var settings = new KafkaSettings(Path.of(arguments[0]), Integer.parseInt(arguments[1]), overrides(arguments));
        try (var broker = EmbeddedKafka.start(settings)) {
            System.out.println("up " + broker.port());
            System.out.println("took " + (System.nanoTime() - begin) / 1_000_000 + " ms, cpu "
                    + ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toMillis());
            System.in.read();
        }
    }

    private static Map<String, String> overrides(String[] arguments) {
        var overrides = new HashMap<String, String>();
        for (var i = 2; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            overrides.put(parts[0], parts[1]);
        }
        return overrides;
    }
}
