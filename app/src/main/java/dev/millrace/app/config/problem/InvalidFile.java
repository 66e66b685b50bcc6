package dev.millrace.app.config.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used. Holds all that is wrong with it; the message has a line for each problem. */
public final class InvalidFile extends Exception {
    private static final long serialVersionUID = 1L;

    /** A file of another kind altogether has a problem in each line; nobody reads them all. */
    private static final int MOST_LINES = 100;

    private final ArrayList<Problem> problems;

    /** Takes the problems in the order they are to be shown: one at least. */
    public InvalidFile(List<Problem> problems) {
        super(lines(problems));
        this.problems = new ArrayList<>(problems);
    }

    /** All problems, by their place in the file. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private static String lines(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a file without problems is not invalid");
        }
        var lines = problems.stream().limit(MOST_LINES).map(Problem::toString).collect(Collectors.joining("\n"));
        var rest = problems.size() - MOST_LINES;
        return rest <= 0 ? lines : lines + "\nand " + rest + " more like these";
    }
}
