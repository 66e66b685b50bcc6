package dev.millrace.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout made up for the test, with a JDK and a Maven that only say that they were called. */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @BeforeEach
    void makeCheckout() throws IOException {
        var real = Path.of("..").toAbsolutePath().normalize();
        script("millrace", Files.readString(real.resolve("millrace")));
        write(".mvn/jdk.sh", Files.readString(real.resolve(".mvn/jdk.sh")));
        script("mvnw", "#!/bin/sh\necho built >>builds\ntouch app/target/millrace-app.jar app/target/built\n");
        write("app/src/build/run.options", "");
        write("app/src/main/java/A.java", "");
        write("app/target/millrace-app.jar", "");
        age("app/src/main/java/A.java", -60);
        write("app/target/built", "");
        write("jdk/release", "JAVA_VERSION=\"25\"\n");
        script("jdk/bin/javac", "#!/bin/sh\n");
        // A program lasts for as long as nobody closes its input; a command ends at once.
        script(
                "jdk/bin/java",
                "#!/bin/sh\nfor last; do :; done\ntest \"$last\" = up || exit 0\ntouch \"" + home
                        + "/running\"\nread -r word\n");
    }

    @Test
    void shouldBuildWhenSourcesAreNewer() throws Exception {
        assertThat(run("sample")).isEmpty();
        assertThat(builds()).isEmpty();
        age("app/src/main/java/A.java", 60);

        assertThat(run("sample")).contains("Building Millrace");

        assertThat(builds()).hasSize(1);
    }

    @Test
    void shouldNotBuildUnderARunningProgram() throws Exception {
        var program = launcher("up").start();
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("running")));
            age("app/src/main/java/A.java", 60);

            assertThat(run("sample")).contains("not built anew while process " + program.pid() + " runs");
            assertThat(builds()).isEmpty();
        } finally {
            program.getOutputStream().close();
            program.waitFor();
        }
        assertThat(run("sample")).contains("Building Millrace");
        assertThat(builds()).hasSize(1);
    }

    private String run(String command) throws IOException, InterruptedException {
        var process = launcher(command).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private ProcessBuilder launcher(String command) {
        var builder = new ProcessBuilder(home.resolve("millrace").toString(), command)
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        return builder;
    }

    private List<String> builds() throws IOException {
        var file = home.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
    }

    private void age(String file, long seconds) throws IOException {
        Files.setLastModifiedTime(
                home.resolve(file), FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private void script(String name, String text) throws IOException {
        write(name, text);
        assertThat(home.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
