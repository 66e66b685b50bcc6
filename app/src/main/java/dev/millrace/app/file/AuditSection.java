package dev.millrace.app.file;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.List;

/** Which events are kept in PostgreSQL. */
public record AuditSection(
        @Doc("The topics whose events are kept.") List<String> topics) {
    public AuditSection {
        if (topics.isEmpty()) {
            throw new InvalidSetting("topics", "needs at least one topic");
        }
        topics = List.copyOf(topics);
    }
}
