package dev.millrace.embedded;

import java.nio.file.Path;

/** The folder cannot be made, read or written by the account this program runs as. */
public final class FolderUnusable extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    public FolderUnusable(Path folder, Exception cause) {
        super(
                folder + " cannot be used by the account this program runs as, "
                        + System.getProperty("user.name", "unknown") + " (" + cause
                        + "). Give it the folder, or choose another data folder.",
                cause);
    }
}
