package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path folder;

    @Test
    void limitsNeedARedisThatTheFileNames() throws Exception {
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                kafka: {bootstrap-servers: "localhost:1"}
                limits: {shop: {rate: 5/s, sources: [partners]}}
                sources: {partners: {topic: shop.partners, http: {}}}
                """);

        var run = Shell.run("run", "--role", "generator", "-f", file.toString(), "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("needs", "'redis' section").doesNotContain("Exception");
    }
}
