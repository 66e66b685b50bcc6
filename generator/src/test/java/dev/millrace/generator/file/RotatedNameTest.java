package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatedNameTest {
    @ParameterizedTest
    @CsvSource({
        "access.log.1, access.log, NONE, 1",
        "access.log.10.gz, access.log, GZIP, 10",
        "access.log.2.xz, access.log, OTHER, 2",
        "access.log-20261121, access.log, NONE, 20261121",
        "access.log-20261121.gz, access.log, GZIP, 20261121",
        "access.log-20261121-1795294763, access.log, NONE, 20261121-1795294763",
        "access.log.2026-11-21, access.log, NONE, 2026-11-21",
        "access.log.2026-11-21T20:59:23.zst, access.log, OTHER, 2026-11-21T20:59:23",
        "access.log.old, access.log, NONE, old",
        "access.log.0, access.log, NONE, 0",
        "access.log.gz, access.log, GZIP, ''",
        "access.1.log, access.log, NONE, 1",
        "access-20261121.log, access.log, NONE, 20261121",
        "access.2026-11-21.0.log.gz, access.log, GZIP, 2026-11-21.0",
        "syslog.1, syslog, NONE, 1",
        "my.app.log.3, my.app.log, NONE, 3",
    })
    void theUsualNamesOfRotatedFilesAreKnown(String name, String live, Packing packing, String mark) {
        assertThat(RotatedName.of(name, live)).isEqualTo(new RotatedName(name, packing, mark));
    }

    @ParameterizedTest
    @CsvSource({
        "access.log, access.log",
        "access.log.tmp, access.log",
        "access.log.1.tmp, access.log",
        "access.log~, access.log",
        "access.log1, access.log",
        "access.log.1.gz.part, access.log",
        "error.log.1, access.log",
        "access-ssl.log, access.log",
        "access-ssl.log.1, access.log",
        "access-2.log, access.log",
        "access.log.error.1, access.log",
        "access.logs, access.log",
        "access, access.log",
        "auth.log.1, auth",
        "syslog-ng.1, syslog",
        ".log, access.log",
    })
    void otherFilesAreLeftAlone(String name, String live) {
        assertThat(RotatedName.of(name, live)).isNull();
    }

    @Test
    void countsFallAndDatesRiseAsFilesGetNewer() {
        assertThat(sorted("a.log.1", "a.log.2.gz", "a.log.10")).containsExactly("a.log.10", "a.log.2.gz", "a.log.1");
        assertThat(sorted("a.log-20261121", "a.log-20251231.gz", "a.log-20261122"))
                .containsExactly("a.log-20251231.gz", "a.log-20261121", "a.log-20261122");
    }

    private static Stream<String> sorted(String... names) {
        return Stream.of(names)
                .map(name -> Objects.requireNonNull(RotatedName.of(name, "a.log")))
                .sorted()
                .map(RotatedName::name);
    }
}
