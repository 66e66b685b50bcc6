package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose gateway asks for a key, and whose Kafka then loses its disk. */
class GuardedProgramIT {
    private static final String KEY = "5f2b0e0a6a1d4c0f9c7d4f4a3a5b8c1e";

    @TempDir
    Path folder;

    @Test
    @Tag("faults")
    void theKeyOpensTheGatewayAndAKafkaThatGivesUpEndsTheProgram() throws Exception {
        Files.writeString(folder.resolve("millrace.yaml"), """
                name: guarded
                gateway:
                  api-keys:
                    - {name: shop, sha256: %s}
                sources:
                  orders: {topic: orders, rate: 10/s, fields: {id: {sequence: "o-%%d"}}}
                """.formatted(sha256(KEY)));
        try (var program = MillraceProcess.start(folder, "up", "--data", "data", "--port", "0")) {
            program.awaitReady(folder.resolve("data"));

            var without = MillraceProcess.run(folder, "status", "--data", "data");
            var wrong = MillraceProcess.runWith(Map.of("MILLRACE_API_KEY", "no"), folder, "status", "--data", "data");
            var with = MillraceProcess.runWith(Map.of("MILLRACE_API_KEY", KEY), folder, "status", "--data", "data");

            assertThat(without.await()).isEqualTo(2);
            assertThat(without.err()).contains("MILLRACE_API_KEY");
            assertThat(wrong.await()).isEqualTo(2);
            assertThat(with.await()).as(with.err()).isZero();
            assertThat(with.out()).contains("orders");

            Files.move(folder.resolve("data/kafka"), folder.resolve("gone"));

            assertThat(program.await()).as(program.err()).isEqualTo(3);
            assertThat(program.err())
                    .contains("Kafka")
                    .contains(folder.resolve("data").getFileName() + "/kafka");
            assertThat(program.out() + program.err()).doesNotContain(KEY);
        }
    }

    private static String sha256(String key) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
