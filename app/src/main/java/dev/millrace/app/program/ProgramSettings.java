package dev.millrace.app.program;

import dev.millrace.app.instance.DataFolder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a program is to be run.
 *
 * @param roles    what this instance does
 * @param folder   where it keeps its data
 * @param port     the gateway's port instead of the file's
 * @param version  of Millrace, as built
 * @param instance a name that stays the same over restarts, by which a restart takes up its work at once; null where
 *                 several instances share the work
 */
public record ProgramSettings(
        Set<Role> roles,
        DataFolder folder,
        @Nullable Integer port,
        String version,
        @Nullable String instance) {
    public ProgramSettings {
        roles = Set.copyOf(roles);
    }
}
