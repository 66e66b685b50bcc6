package dev.millrace.gateway.settings;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A key that opens the gateway, known only by its hash.
 *
 * <p>Meant for keys that are drawn at random (say, {@code openssl rand -hex 32}): a single round of SHA-256 is
 * no protection for a password that can be guessed.
 *
 * @param name   who holds it, for logs
 * @param sha256 SHA-256 of the key's UTF-8 bytes, 64 hexadecimal digits
 */
@Doc("A key that opens the gateway, known only by its hash.")
public record ApiKey(
        @Doc("Who holds it, for logs.") String name,

        @Doc("SHA-256 of the key in hexadecimal, as sha256sum prints it.")
        String sha256) {
    private static final int HEX_DIGITS = 64;

    public ApiKey {
        if (name.isBlank()) {
            throw new InvalidSetting("name", "must not be empty");
        }
        sha256 = sha256.toLowerCase(Locale.ROOT);
        if (sha256.length() != HEX_DIGITS || !sha256.chars().allMatch(HexFormat::isHexDigit)) {
            throw new InvalidSetting("sha256", "must be 64 hexadecimal digits");
        }
    }

    /** The entry for a key in clear. */
    public static ApiKey of(String name, String key) {
        return new ApiKey(name, HexFormat.of().formatHex(hash(key)));
    }

    /** The hash as bytes. */
    public byte[] hash() {
        return HexFormat.of().parseHex(sha256);
    }

    /** What is kept of a key. */
    public static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
