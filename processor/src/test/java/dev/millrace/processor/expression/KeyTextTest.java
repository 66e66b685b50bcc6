package dev.millrace.processor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private static final byte[] NO_TEXT = {(byte) 0xff};

    @ParameterizedTest
    @ValueSource(strings = {"", "customer-7", "Zoë", "0xff", "0x52908400098527886E0F7030069857D2E4169EE7", "\uFFFD"})
    void aTextIsItself(String key) {
        assertThat(KeyText.of(bytes(key))).isEqualTo(key);
    }

    @Test
    void whatIsNoTextIsItsBytes() {
        assertThat(KeyText.of(NO_TEXT)).isEqualTo("bytes:ff");
    }

    @Test
    void differentKeysAreDifferentTexts() {
        var keys = new ArrayList<byte[]>();
        keys.add(NO_TEXT);
        // What a key is written as is a key too, and so on.
        for (int i = 0; i < 4; i++) {
            keys.add(bytes(KeyText.of(keys.getLast())));
        }
        keys.addAll(List.of(bytes("0xff"), bytes("bytes:"), bytes("bytes:ff00"), bytes("bytes")));
        var random = new Random(25);
        for (int i = 0; i < 20_000; i++) {
            var key = new byte[random.nextInt(3)];
            random.nextBytes(key);
            keys.add(key);
        }

        var keyOf = new HashMap<String, byte[]>();
        for (var key : keys) {
            assertThat(keyOf.computeIfAbsent(KeyText.of(key), _ -> key)).isEqualTo(key);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
