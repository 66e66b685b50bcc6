package dev.millrace.app.reload;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is looked at again and again. An edit counts once two looks in a row have found the same, so that one that is
 * being written is not taken for a bad one. Not thread-safe.
 */
public final class EditedFile {
    private static final Logger log = LoggerFactory.getLogger(EditedFile.class);

    private final Path path;
    private final Map<String, String> environment;
    private byte @Nullable [] known;
    private byte @Nullable [] before;

    /** What a look found. */
    public sealed interface Look {
        /** Nothing new. */
        record Same() implements Look {}

        /** An edit that can be gone by. */
        record Good(LoadedFile file) implements Look {}

        /** An edit that cannot; it says where and why. */
        record Bad(String why) implements Look {}
    }

    /** The file as the program was started with; what is written to it from here on is an edit. */
    public EditedFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = Map.copyOf(environment);
        this.known = content();
        this.before = known;
    }

    /** Looks now. */
    public Look look() {
        var now = content();
        boolean settled = Arrays.equals(now, before);
        before = now;
        // A file that is gone, as for the moment in which an editor puts another in its place, says nothing.
        if (!settled || now == null || Arrays.equals(now, known)) {
            return new Look.Same();
        }
        known = now;
        try {
            return new Look.Good(FileLoader.load(path, environment));
        } catch (InvalidFile e) {
            return new Look.Bad(String.valueOf(e.getMessage()));
        }
    }

    private byte @Nullable [] content() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            log.debug("The program's file cannot be read now: path={}", path, e);
            return null;
        }
    }
}
