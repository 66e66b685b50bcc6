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

/** The account PostgreSQL's programs run as: they refuse to work for root. */
enum ServerAccount {
    /** The one this program has, an ordinary one. */
    OWN {
        @Override
        List<String> commandPrefix() {
            return List.of();
        }

        @Override
        void give(Path file) {}

        @Override
        void openTheWayTo(Path folder) {}
    },
    /** Root outside, nobody inside: a user namespace in which the server has its files, but no rights. */
    NAMESPACE {
        @Override
        List<String> commandPrefix() {
            return List.of("unshare", "--user");
        }

        @Override
        void give(Path file) {
            chown(file, 0);
        }

        @Override
        void openTheWayTo(Path folder) {}
    },
    /** The account "nobody", for root where no namespaces are to be had, as in many containers. */
    NOBODY {
        @Override
        List<String> commandPrefix() {
            return List.of("setpriv", "--reuid=" + Ids.NOBODY, "--regid=" + Ids.NOBODY, "--clear-groups");
        }

        @Override
        void give(Path file) {
            chown(file, Ids.NOBODY);
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

    private static final class Ids {
        static final int NOBODY = 65534;
    }

    /** The one to take for a program that runs as this one does. */
    static ServerAccount choose() {
        if (!isRoot()) {
            return OWN;
        }
        if (works(NAMESPACE)) {
            return NAMESPACE;
        }
        if (works(NOBODY)) {
            return NOBODY;
        }
        throw new ServerFailed("PostgreSQL does not run as root, and this system offers neither unshare nor setpriv to"
                + " take root's rights away. Run as an ordinary account, or name a PostgreSQL of your own.");
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static boolean works(ServerAccount account) {
        try {
            var command = new ArrayList<>(account.commandPrefix());
            command.add("true");
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

    /** Whether it can read what lies in the home folder of the account this program runs as. */
    boolean reachesHomeFolder() {
        return this != NOBODY;
    }

    /** Makes it the owner of a file, or of a folder and all in it; does nothing if it is that already. */
    abstract void give(Path file);

    /** Lets it pass to what is below the folder. */
    abstract void openTheWayTo(Path folder);

    private static void chown(Path file, int id) {
        try {
            if (Integer.valueOf(id).equals(Files.getAttribute(file, "unix:uid"))) {
                return;
            }
            try (var files = Files.walk(file)) {
                for (var each : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(each, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(each, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new FolderUnusable(file, e);
        }
    }
}
