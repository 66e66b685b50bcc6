package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does wrong ends the process with the code and the words that the command line has for it. */
class BadInputIT {
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

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a bad file                | check -f bad.yaml              | 2 | bad.yaml:5:5:
                    an unknown option         | up --fro 3s                    | 2 | --fro
                    no kafka there            | tail t --bootstrap 127.0.0.1:1 | 3 | 127.0.0.1:1
                    """)
    void aBadCommandIsRefusedWithAHint(String what, String command, int exitCode, String hint) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), GOOD.replace("rate:", "rte:"));

        var process = MillraceProcess.run(folder, command.strip().split(" "));

        assertThat(process.await()).as(process.err()).isEqualTo(exitCode);
        assertThat(process.err()).contains(hint);
        assertThat(process.err()).doesNotContain("\tat ");
    }
}
