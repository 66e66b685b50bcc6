package dev.millrace.app.file;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP door. */
public record GatewaySection(
        @Doc("The address it listens on; one that is not loopback needs 'api-keys'.") @Default("127.0.0.1") String address,
        @Doc("The port it takes if it is free.") @Default("8080") int port,
        @Doc("SHA-256 of the keys that open it, in hexadecimal.") @Nullable List<String> apiKeys) {
    /** What holds where the file says nothing. */
    public static final GatewaySection DEFAULT = new GatewaySection("127.0.0.1", 8080, null);

    public GatewaySection {
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("port", "must be from 0 (any) to 65535, was " + port);
        }
    }
}
