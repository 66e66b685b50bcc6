package dev.millrace.generator.file;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log at a moment.
 *
 * @param live    the one being written; null while there is none
 * @param rotated those that hold anything, from old to new
 */
record LogFiles(@Nullable FoundFile live, List<FoundFile> rotated) {
    LogFiles {
        rotated = List.copyOf(rotated);
    }

    /** Whether the same files have the same names. */
    boolean isNamedLike(LogFiles other) {
        if (rotated.size() != other.rotated.size() || !sameName(live, other.live)) {
            return false;
        }
        for (int i = 0; i < rotated.size(); i++) {
            if (!sameName(rotated.get(i), other.rotated.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The rotated files that came after another, from old to new.
     *
     * @param self     that other, where it is one of them
     * @param modified when it was last written, as far as is known, where it is not
     */
    List<FoundFile> after(@Nullable FoundFile self, Instant modified) {
        return self == null
                ? rotated.stream()
                        .filter(file -> file.modified().isAfter(modified))
                        .toList()
                : rotated.subList(rotated.indexOf(self) + 1, rotated.size());
    }

    private static boolean sameName(@Nullable FoundFile one, @Nullable FoundFile other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return one.path().equals(other.path()) && one.key().equals(other.key());
    }
}
