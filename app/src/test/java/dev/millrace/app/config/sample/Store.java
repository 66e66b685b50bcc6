package dev.millrace.app.config.sample;

import dev.millrace.settings.Default;
import dev.millrace.settings.InvalidSetting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record Store(
        URI uri,
        @Nullable Path folder,
        @Nullable Instant since,
        @Default("6") int partitions,
        @Default("0") long offset,
        @Default("false") boolean compact,
        @Default("1m") Duration every,
        @Nullable BucketName bucket,
        @Nullable String password,
        @Default("[]") List<Integer> ports) {
    public Store {
        if (partitions < 1) {
            throw new InvalidSetting("partitions", "must be positive, was " + partitions);
        }
        if (!every.isPositive()) {
            throw new InvalidSetting("every", "must be positive, was " + every);
        }
        if (password != null && password.length() < 8) {
            throw new InvalidSetting("password", "'" + password + "' is too short");
        }
        if (uri.getScheme() == null) {
            throw new IllegalArgumentException("no scheme in " + uri + " for " + uri.getPath());
        }
    }
}
