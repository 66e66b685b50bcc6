package dev.millrace.app.file;

import dev.millrace.event.avro.registry.RegistryAccess;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A registry of schemas to use. */
public record SchemasSection(
        @Doc("Where the registry's API begins, such as http://localhost:8081.")
        URI registry,

        @Doc("User, where the registry asks for one.") @Nullable
        String user,

        @Doc("Password; better ${VARIABLE} than in the file.") @Nullable
        String password,

        @Doc("How long one answer may take.") @Default("10s")
        Duration timeout) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public SchemasSection {
        if ((user == null) != (password == null)) {
            throw new InvalidSetting(user == null ? "user" : "password", "user and password go together");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new InvalidSetting("timeout", "must lie above 0 and up to 1m, was " + Durations.format(timeout));
        }
        try {
            RegistryAccess.open(registry);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("registry", String.valueOf(e.getMessage()));
        }
    }

    /** How to reach it. */
    public RegistryAccess access() {
        var open = new RegistryAccess(registry, timeout, null);
        return user == null || password == null ? open : open.withPassword(user, password);
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "SchemasSection[" + registry + ", " + user + "]";
    }
}
