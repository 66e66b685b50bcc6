package dev.millrace.embedded.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A file with one secret in it, which no other account can read. */
public final class SecretFile {
    private static final int BYTES = 24;

    private SecretFile() {}

    /** The secret in the file; if there is no such file, one that nobody can guess, and the file with it. */
    public static String readOrMakeUp(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var unfinished = file.resolveSibling(file.getFileName() + AtomicFile.UNFINISHED);
        write(unfinished, secret);
        Files.move(unfinished, file, ATOMIC_MOVE);
        return secret;
    }

    /** Writes the secret into a file that is made, or made anew, for this account alone. */
    public static void write(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            channel.write(UTF_8.encode(secret + "\n"));
            channel.force(true);
        }
    }
}
