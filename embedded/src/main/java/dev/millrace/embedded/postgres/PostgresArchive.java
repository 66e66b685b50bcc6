package dev.millrace.embedded.postgres;

import dev.millrace.embedded.ServerFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, as they come along on the class path: a tar archive, compressed with xz. */
final class PostgresArchive {
    private PostgresArchive() {}

    /** Of the programs, as in {@code 18.6.0}. */
    static String version() {
        var properties = new Properties();
        try (var resource = PostgresArchive.class.getResourceAsStream("binaries.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("binaries.properties cannot be read", e);
        }
        return properties.getProperty("version", "");
    }

    /** The machine's kind, in the words the archives are named with: {@code linux-x86_64}. */
    static String platform() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch", "");
        return (system.startsWith("mac") ? "darwin" : system) + "-"
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> processor;
                };
    }

    /** Unpacks the programs into an empty folder. */
    static void unpack(Path folder) throws IOException {
        try (var archive = open();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static InputStream open() {
        var name = "/postgres-" + platform() + ".txz";
        var archive = PostgresArchive.class.getResourceAsStream(name);
        if (archive == null) {
            throw new ServerFailed("No PostgreSQL for this machine (" + platform()
                    + ") comes along. Name a server of your own instead of the embedded one.");
        }
        return archive;
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive has a file outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
