package dev.millrace.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The account PostgreSQL's programs run as: they refuse to work for root, and for one that has no name. */
enum ServerAccount {
    /** The one this program has. */
    OWN {
        @Override
        List<String> commandPrefix() {
            return List.of();
        }
    },

    /** The one this program has, seen from inside a user namespace as "nobody": with its files, but no rights. */
    NAMESPACE {
        @Override
        List<String> commandPrefix() {
            return List.of("unshare", "--user");
        }
    },

    /** The account "nobody", for root where no namespaces are to be had, as in many containers. */
    NOBODY {
        private static final int ID = 65534;

        @Override
        List<String> commandPrefix() {
            return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
        }

        @Override
        int id() {
            return ID;
        }

        @Override
        void openTheWayTo(Path folder) {
            try {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
                for (var above = folder; above != null; above = above.getParent()) {
                    if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                        throw new AccessDeniedException(
                                above.toString(),
                                null,
                                "PostgreSQL does not run as root, but here as nobody, who may not pass");
                    }
                }
            } catch (IOException e) {
                throw new FolderUnusable(folder, e);
            }
        }
    };

    /** The one to take for a program that runs as this one does. */
    static ServerAccount choose() {
        var own = new UnixSystem();
        var isRoot = own.getUid() == 0;
        if (!isRoot && own.getUsername() != null) {
            return OWN;
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(account -> account == NAMESPACE || isRoot)
                .filter(ServerAccount::works)
                .findFirst()
                .orElseThrow(() -> new ServerFailed((isRoot
                                ? "PostgreSQL does not run as root"
                                : "PostgreSQL does not run as an account without a name, such as " + own.getUid())
                        + ", and this system offers no way around it (unshare, setpriv). Run as an ordinary"
                        + " account, or name a PostgreSQL server of your own."));
    }

    /** Whether a command can be run as this account, and the account then has a name. */
    private static boolean works(ServerAccount account) {
        try {
            var command = new ArrayList<>(account.commandPrefix());
            command.addAll(List.of("id", "-un"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while PostgreSQL started", e);
        }
    }

    /** What goes before a command to run it as this account. */
    abstract List<String> commandPrefix();

    /** The account's number, as the owner of files. */
    int id() {
        return (int) new UnixSystem().getUid();
    }

    /** Whether it can read what lies in the home folder of the account this program runs as. */
    boolean reachesHomeFolder() {
        return this != NOBODY;
    }

    /** Lets it pass to what is below the folder. */
    void openTheWayTo(Path folder) {}

    /** Makes it the owner of a file, or of a folder and all in it; does nothing if it is that already. */
    void give(Path file) {
        try {
            if (Integer.valueOf(id()).equals(Files.getAttribute(file, "unix:uid"))) {
                return;
            }
            try (var files = Files.walk(file)) {
                for (var each : files.toList()) {
                    Files.setAttribute(each, "unix:uid", id(), LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(each, "unix:gid", id(), LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new FolderUnusable(file, e);
        }
    }
}
