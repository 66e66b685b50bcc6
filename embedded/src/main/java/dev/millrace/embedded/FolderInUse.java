package dev.millrace.embedded;

import java.nio.file.Path;

/** Another program, or another server of this one, works in the folder. */
public final class FolderInUse extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    /**
     * @param holder who has it, as far as can be told: "process 4711"
     */
    public FolderInUse(Path folder, String holder) {
        super(folder + " is in use by " + holder + ". End that first, or choose another data folder.", null);
    }
}
