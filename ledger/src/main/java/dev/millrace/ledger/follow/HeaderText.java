package dev.millrace.ledger.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.event.Origin;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What the headers of a record say, as text. */
final class HeaderText {
    private HeaderText() {}

    /** The text of a header; null where there is none. */
    static @Nullable String of(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Run and index, if two headers hold such. */
    static Optional<Origin> origin(Headers headers, String runName, String indexName) {
        var run = of(headers, runName);
        var index = of(headers, indexName);
        if (run == null || index == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(run, Long.parseLong(index)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
