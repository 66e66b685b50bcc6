package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineEntryTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tail orders --bootstrap 127.0.0.1", "ingest --topic orders --bootstrap 127.0.0.1 LINES"})
    void anAddressThatIsNoneIsNamedWithWhatIsWrongWithIt(String command) throws IOException {
        var lines = Files.writeString(folder.resolve("lines.jsonl"), "{}\n");

        int exitCode = run(command.replace("LINES", lines.toString()));

        assertThat(exitCode).isEqualTo(3);
        assertThat(text(err))
                .contains("Kafka at 127.0.0.1 cannot be used")
                .contains("Invalid url in bootstrap.servers");
    }

    @Test
    void thePlanShowsNoParametersOfTheDatabasesAddress() throws IOException {
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                postgres: {url: "jdbc:postgresql://db:5432/shop?password=hunter2", user: shop, password: hunter3}
                sources:
                  orders: {topic: orders, rate: 1/s, fields: {id: {sequence: "o-%d"}}}
                """);

        int exitCode = run("check -f " + file);

        assertThat(exitCode).as(text(err)).isZero();
        assertThat(text(out)).contains("jdbc:postgresql://db:5432/shop").doesNotContain("hunter");
    }

    private int run(String command) {
        var terminal = new Terminal(new PrintStream(out, true), new PrintStream(err, true), false, false);
        return CommandLineEntry.commandLine(terminal).execute(command.split(" "));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
