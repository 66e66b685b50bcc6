package dev.millrace.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {
    private static final GatewaySettings PLAIN = GatewaySettings.onLoopback(8080);

    @Test
    void shouldBeByDefaultWhatTheReferenceSays() throws ReflectiveOperationException {
        for (var component : GatewayLimits.class.getRecordComponents()) {
            assertThat(text(component, GatewayLimits.defaults())).isEqualTo(declared(component));
        }
        for (var component : GatewaySettings.class.getRecordComponents()) {
            assertThat(text(component, PLAIN)).as(component.getName()).isEqualTo(declared(component));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
    void shouldNotBeOpenToOthersWithoutAKey(String address) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> at(address, 0, List.of()))
                .withMessageContaining("apiKeys")
                .satisfies(e -> assertThat(e.field()).isEqualTo("address"));
        assertThat(at(address, 0, List.of(ApiKey.of("ci", "k"))).apiKeys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1", "localhost"})
    void shouldBeOpenToThisMachineWithoutAKey(String address) {
        assertThat(at(address, 0, List.of()).apiKeys()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> at("no such address", 0, List.of()))
                .satisfies(e -> assertThat(e.field()).isEqualTo("address"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseWhatIsNoPort(int port) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> at("127.0.0.1", port, List.of()))
                .satisfies(e -> assertThat(e.field()).isEqualTo("port"));
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 1B, 1, 1, 1B, 1s, body",
        "2GiB, 1B, 1, 1, 2GiB, 1s, body",
        "1B, 0B, 1, 1, 1B, 1s, event",
        "1B, 1B, 0, 1, 1B, 1s, events",
        "1B, 1B, 1, 0, 1B, 1s, depth",
        "1B, 1B, 1, 501, 1B, 1s, depth",
        "2B, 1B, 1, 1, 1B, 1s, bodies",
        "1B, 1B, 1, 1, 1B, 0s, bodyTime"
    })
    void shouldNameTheLimitThatCannotBe(
            String body, String event, int events, int depth, String bodies, String time, String field) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> new GatewayLimits(
                        DataSize.parse(body),
                        DataSize.parse(event),
                        events,
                        depth,
                        DataSize.parse(bodies),
                        Durations.parse(time)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void shouldKnowAKeyByTheHashSha256sumPrints() {
        var key = new ApiKey("ci", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");

        assertThat(key).isEqualTo(ApiKey.of("ci", "abc"));
        assertThat(key.hash()).isEqualTo(ApiKey.hash("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})
    void shouldRefuseWhatIsNoHash(String sha256) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> new ApiKey("ci", sha256))
                .satisfies(e -> assertThat(e.field()).isEqualTo("sha256"));
    }

    private static GatewaySettings at(String address, int port, List<ApiKey> keys) {
        return new GatewaySettings(
                address, port, List.of(), keys, GatewayLimits.defaults(), Duration.ofSeconds(1), Duration.ZERO);
    }

    private static String declared(RecordComponent component) {
        return Arrays.stream(component.getAnnotationsByType(Default.class))
                .map(Default::value)
                .findFirst()
                .orElseThrow();
    }

    private static String text(RecordComponent component, Record settings) throws ReflectiveOperationException {
        var value = component.getAccessor().invoke(settings);
        return switch (value) {
            case Duration duration -> Durations.format(duration);
            // Sizes print in binary units; the reference says what people write.
            case DataSize size ->
                DataSize.parse(declared(component)).equals(size) ? declared(component) : size.toString();
            case GatewayLimits limits -> limits.equals(GatewayLimits.defaults()) ? "{}" : limits.toString();
            default -> value.toString();
        };
    }
}
