package dev.millrace.generator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.settings.InvalidSetting;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "10.1.2.3/8, 10.0.0.0/8",
        "192.168.7.9/32, 192.168.7.9/32",
        "1.2.3.4/0, 0.0.0.0/0",
        "2001:db8::/32, 2001:db8::/32",
        "2001:DB8:0:0:1::7/64, 2001:db8::/64",
        "2001:db8::7/128, 2001:db8::7/128",
        "::/0, ::/0",
        "fe80::1:2/100, fe80::/100"
    })
    void shouldReadBlocksAndClearTheirFreeBits(String written, String block) {
        assertThat(IpBlock.parse(written)).hasToString(block).isEqualTo(IpBlock.parse(block));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0/8",
                "256.0.0.0/8",
                "10.0.0.0/33",
                "2001:db8::/129",
                "1::2::3/64",
                "a.b.c.d/8",
                "1:2:3:4:5:6:7/64",
                "1:2:3:4:5:6:7:8:9/64",
                "::12345/64",
                "localhost/8"
            })
    void shouldRefuseWhatIsNoBlock(String written) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> IpBlock.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "192.168.4.0/22",
                "10.0.0.1/32",
                "2001:db8::/32",
                "2001:db8::/64",
                "2001:db8::/96",
                "::/0"
            })
    void shouldStayInTheBlock(String text) {
        var block = IpBlock.parse(text);
        var random = new Random(4);
        for (int i = 0; i < 1_000; i++) {
            long high = block.highWith(random.nextLong());
            long low = block.lowWith(random.nextLong());
            assertThat(new IpBlock(high, low, block.prefix(), block.four())).isEqualTo(block);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ::",
        "0, 1, ::1",
        "2306139568115548160, 1, 2001:db8::1",
        "281474976710656, 281474976710656, 1::1:0:0:0",
        "-1, -1, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "281479271743489, 281479271743489, 1:1:1:1:1:1:1:1",
        "281479271677952, 281479271743489, 1:1::1:1:1:1"
    })
    void shouldWriteTheShortForm(long high, long low, String text) {
        assertThat(IpText.v6(high, low)).isEqualTo(text);
    }

    @Test
    void shouldWriteAddressesThatOthersReadAsTheSame() throws Exception {
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            long high = sparse(random);
            long low = sparse(random);
            if (high == 0) {
                continue;
            }
            var text = IpText.v6(high, low);
            var bytes = InetAddress.getByName(text).getAddress();
            assertThat(bytes).as(text).hasSize(16);
            assertThat(ByteBuffer.wrap(bytes).getLong()).as(text).isEqualTo(high);
            assertThat(ByteBuffer.wrap(bytes).getLong(8)).as(text).isEqualTo(low);
        }
    }

    @Test
    void shouldMakePublicAddressesThatAreNobodysOwn() throws Exception {
        var random = new Random(6);
        for (int i = 0; i < 10_000; i++) {
            var out = new JsonBuffer();
            IpText.writeV4(IpText.publicV4(random.nextLong()), out);
            var address = InetAddress.getByName(out.toString());
            assertThat(address.isSiteLocalAddress()
                            || address.isLoopbackAddress()
                            || address.isAnyLocalAddress()
                            || address.isLinkLocalAddress()
                            || address.isMulticastAddress())
                    .as(out.toString())
                    .isFalse();
        }
    }

    /** Four groups of sixteen bits, half of them zero. */
    private static long sparse(Random random) {
        long bits = 0;
        for (int group = 0; group < 4; group++) {
            bits = (bits << 16) | (random.nextBoolean() ? 0 : random.nextInt(1 << 16));
        }
        return bits;
    }
}
