package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a log lives: the live file and, beside it, the rotated ones. Where the live path is a symbolic link, they
 * are looked for beside the link and beside the file it names. Looks anew each time.
 */
final class LogDirectory {
    private static final Comparator<FoundFile> BY_AGE = Comparator.comparing(FoundFile::modified)
            .thenComparing(FoundFile::rotated, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final int LOOKS = 5;

    private final Path path;

    LogDirectory(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** The live file; null while there is none. */
    @Nullable
    FoundFile live() throws IOException {
        return FoundFile.at(path, null);
    }

    /**
     * All files of the log, as they were for a moment.
     *
     * @throws RotationUnderWay if they kept being renamed meanwhile: a listing made during a rename may miss a file
     */
    LogFiles look() throws IOException {
        var files = lookOnce();
        for (int i = 0; i < LOOKS; i++) {
            var again = lookOnce();
            if (files.isNamedLike(again)) {
                return again;
            }
            files = again;
        }
        throw new RotationUnderWay(path);
    }

    /**
     * Makes sure that what has been read by name since a look was read in the files that look found.
     *
     * @throws RotationUnderWay if one of them has another name by now, or a name is another one's
     */
    void confirm(LogFiles files) throws IOException {
        if (!files.isNamedLike(lookOnce())) {
            throw new RotationUnderWay(path);
        }
    }

    /** The file of an identity, whatever it is called; null if it is not there. */
    @Nullable
    FoundFile find(String key) throws IOException {
        for (var live : livePaths()) {
            for (var file : list(live, name -> new RotatedName(name, Packing.of(name), name))) {
                if (file.is(key)) {
                    return file;
                }
            }
        }
        return null;
    }

    private LogFiles lookOnce() throws IOException {
        // Live first: a file that is renamed in between is then seen twice rather than never.
        var live = live();
        var rotated = new ArrayList<FoundFile>();
        for (var livePath : livePaths()) {
            var liveName = livePath.getFileName().toString();
            rotated.addAll(list(livePath, name -> RotatedName.of(name, liveName)));
        }
        // A link may lead to a file whose name is that of a rotated one.
        rotated.removeIf(file -> live != null && live.is(file.key()));
        var paths = rotated.stream().map(FoundFile::path).collect(Collectors.toSet());
        // While a file is being compressed both are there, and the compressed one is not whole.
        rotated.removeIf(file -> file.packing() != Packing.NONE && paths.contains(file.unpackedPath()));
        rotated.sort(BY_AGE);
        return new LogFiles(live, rotated);
    }

    /** The path, and the one it links to: the link is the same after a rotation, even where it leads nowhere for a moment. */
    private Set<Path> livePaths() throws IOException {
        var paths = new LinkedHashSet<Path>();
        paths.add(path);
        if (Files.isSymbolicLink(path)) {
            paths.add(path.resolveSibling(Files.readSymbolicLink(path)).normalize());
        }
        return paths;
    }

    private static List<FoundFile> list(Path live, Function<String, @Nullable RotatedName> names) throws IOException {
        var files = new ArrayList<FoundFile>();
        var folder = live.getParent();
        if (folder == null) {
            return files;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = names.apply(entry.getFileName().toString());
                var file = name == null ? null : FoundFile.at(entry, name);
                if (file != null && file.regular() && file.size() > 0) {
                    files.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return files;
        }
        return files;
    }
}
