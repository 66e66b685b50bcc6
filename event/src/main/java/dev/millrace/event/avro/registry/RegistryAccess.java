package dev.millrace.event.avro.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a registry.
 *
 * @param url           where its API begins, such as {@code http://localhost:8081} or
 *                      {@code http://localhost:8080/apis/ccompat/v7}
 * @param timeout       how long one call may take
 * @param authorization value of the {@code Authorization} header, null where none is asked for; never printed
 */
public record RegistryAccess(
        URI url, Duration timeout, @Nullable String authorization) {
    public RegistryAccess {
        var scheme = url.getScheme();
        if (scheme == null || !(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException("a registry's url must begin with http:// or https://, was " + url);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a registry's timeout must be positive, was " + timeout);
        }
    }

    /** Access without credentials, ten seconds a call. */
    public static RegistryAccess open(URI url) {
        return new RegistryAccess(url, Duration.ofSeconds(10), null);
    }

    /** The same with a user's name and password. */
    public RegistryAccess withPassword(String user, String password) {
        var credentials = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new RegistryAccess(url, timeout, "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** All but the secret. */
    @Override
    public String toString() {
        return "RegistryAccess[url=" + url + ", timeout=" + timeout + ", authorization="
                + (authorization == null ? "none" : "***") + ']';
    }
}
