package dev.millrace.app.config.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with one file while it is read. Not thread-safe. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    /** Notes a problem with a setting. */
    public void add(Location location, String message) {
        found.add(problem(location, message));
    }

    /** Notes a problem that makes reading on pointless; throw what this returns. */
    public InvalidFile fatal(Position position, String message) {
        add(Location.root(position), message);
        return invalid();
    }

    /** Ends the reading if anything is wrong. */
    public void throwIfAny() throws InvalidFile {
        if (!found.isEmpty()) {
            throw invalid();
        }
    }

    /** A problem with this file, not noted. */
    public Problem problem(Location location, String message) {
        var at = location.position();
        return new Problem(Shown.line(file), at.line(), at.column(), location.path(), Shown.message(message));
    }

    /** What was found so far, by its place. */
    public List<Problem> found() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    private InvalidFile invalid() {
        return new InvalidFile(found());
    }
}
