package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does wrong, and what the command line says to it: where, what, and what would be right. */
class BadInputTest {
    private static final String GOOD = """
            name: test
            sources:
              orders:
                topic: t.orders
                rate: 10/s
                key: id
                fields:
                  id: {sequence: "o-%d"}
                  amount: {integer: {min: 1, max: 9}}
            pipelines:
              big:
                from: t.orders
                steps:
                  - filter: data.amount > 3
                  - to: t.big
            """;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    unknown field      | rate: 10/s            | rte: 10/s               | bad.yaml:5:5: | did you mean 'rate'
                    wrong type         | rate: 10/s            | rate: quickly           | bad.yaml:5:   | 5000/s
                    duplicate key      | key: id               | topic: t.two            | bad.yaml:6:   | topic
                    bad reference      | {sequence: "o-%d"}    | {ref: customers.id}     | bad.yaml:8:   | no source 'customers'
                    bad expression     | data.amount > 3       | data.amount >           | bad.yaml:14:  | filter
                    unknown step       | - filter:             | - filtr:                | bad.yaml:14:  | filter
                    no such variable   | rate: 10/s            | rate: ${NO_SUCH_VARIABLE} | bad.yaml:5: | NO_SUCH_VARIABLE
                    topic of our own   | topic: t.orders       | topic: millrace.runs    | bad.yaml:4:   | Millrace's own
                    events in a circle | - to: t.big           | - to: t.big\\n  back:\\n    from: t.big\\n    steps:\\n      - to: t.orders | bad.yaml:12:  | go round for ever
                    bad topic name     | topic: t.orders       | topic: t/orders         | bad.yaml:4:   | topic
                    not yaml           | sources:              | sources: [              | bad.yaml:     | not YAML
                    """)
    void aBadFileIsRefusedWithThePlace(String what, String good, String bad, String place, String hint)
            throws IOException {
        assertThat(GOOD).contains(good);
        Files.writeString(
                folder.resolve("bad.yaml"),
                GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad.replace("\\n", "\n"))));

        int exitCode = run("check", "-f", folder.resolve("bad.yaml").toString());

        assertThat(exitCode).as(said()).isEqualTo(2);
        assertThat(said()).contains(place).contains(hint);
        assertThat(said()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a file that is not there  | check -f FOLDER/nowhere.yaml| 2 | nowhere.yaml
                    an unknown command        | upp                        | 2 | up
                    an unknown option         | up --fro 3s                | 2 | --fro
                    nothing runs              | status --data FOLDER/data  | 3 | millrace up
                    an impossible duration    | up --for soon              | 2 | --for
                    no such source            | sample nothing -f FOLDER/good.yaml| 2 | orders
                    run without kafka         | run --role generator -f FOLDER/good.yaml | 2 | kafka
                    """)
    void aBadCommandIsRefusedWithAHint(String what, String command, int exitCode, String hint) throws IOException {
        Files.writeString(folder.resolve("good.yaml"), GOOD);

        int code = run(command.strip().replace("FOLDER", folder.toString()).split(" "));

        assertThat(code).as(said()).isEqualTo(exitCode);
        assertThat(said()).contains(hint);
        assertThat(said()).doesNotContain("\tat ");
    }

    @Test
    void aFileThatMayNeedMoreThanTheHeapIsGoodAndWarnedOf() throws IOException {
        Files.writeString(folder.resolve("many.yaml"), GOOD.replace("key: id", "shards: 1000"));

        int exitCode = run("check", "-f", folder.resolve("many.yaml").toString());

        assertThat(exitCode).as(said()).isZero();
        assertThat(said())
                .contains("many.yaml: warning: the sources have 1000 shards")
                .contains("The file is good.");
    }

    private int run(String... arguments) {
        var terminal = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return CommandLineEntry.commandLine(terminal).execute(arguments);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
