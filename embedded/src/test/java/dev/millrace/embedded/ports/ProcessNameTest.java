package dev.millrace.embedded.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessNameTest {
    @ParameterizedTest
    @CsvSource({
        "-Xmx1g -cp a.jar:b.jar kafka.Kafka --password secret, kafka.Kafka",
        "-Dkey=secret -jar /opt/shop/shop.jar --token secret, shop.jar",
        "@options --class-path libraries shop.Main, shop.Main",
        "-version, ''",
        "-jar, ''"
    })
    void shouldTellWhatRunsInAJvmAndNothingOfItsArguments(String arguments, String name) {
        assertThat(ProcessName.inJvm(List.of(arguments.split(" ", -1)))).isEqualTo(name);
    }
}
