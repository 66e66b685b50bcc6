package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAddressTest {
    @ParameterizedTest(name = "listening on {0} it is reached at {1}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 127.0.0.1",
        "'::', [::1]",
        "[::], [::1]",
        "::1, [::1]",
        "fe80::1, [fe80::1]",
        "[fe80::1], [fe80::1]",
        "shop.example.com, shop.example.com"
    })
    void shouldBeWhereThisMachineReachesIt(String listening, String reached) {
        var address = URI.create(GatewayAddress.of(listening, 8080));

        assertThat(address.getHost()).isEqualTo(reached);
        assertThat(address.getPort()).isEqualTo(8080);
    }
}
