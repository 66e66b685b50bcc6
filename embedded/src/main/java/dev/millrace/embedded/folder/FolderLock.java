package dev.millrace.embedded.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.millrace.embedded.FolderInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on the file {@code lock} in a folder, which holds its owner's process id for whoever finds it taken. */
final class FolderLock implements AutoCloseable {
    static final String NAME = "lock";

    // POSIX gives up all of a process's locks on a file when it closes any channel to that file. So a second attempt of
    // this JVM must be turned away before it opens one.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @param folder without symbolic links in its path */
    static FolderLock take(Path folder) throws IOException {
        if (!HELD_HERE.add(folder)) {
            throw new FolderInUse(folder, "another server of this program");
        }
        var taken = false;
        try {
            var channel = FileChannel.open(folder.resolve(NAME), CREATE, WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw new FolderInUse(folder, holder(folder));
                }
                channel.truncate(0);
                channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
                taken = true;
                return new FolderLock(folder, channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HELD_HERE.remove(folder);
            }
        }
    }

    Path folder() {
        return folder;
    }

    private static String holder(Path folder) throws IOException {
        var pid = Files.readString(folder.resolve(NAME)).strip();
        return pid.isEmpty() ? "another program" : "process " + pid;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " could not be given up", e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
