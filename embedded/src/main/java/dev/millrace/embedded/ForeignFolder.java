package dev.millrace.embedded;

import java.nio.file.Path;

/** What lies in the folder was not written by this server, or by a version of it that this one cannot go on from. */
public final class ForeignFolder extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    /**
     * @param found what is there instead, as a clause after the folder's name: "holds data of PostgreSQL 17"
     * @param todo  what to do, as a sentence
     */
    public ForeignFolder(Path folder, String found, String todo) {
        super(folder + " " + found + ". " + todo, null);
    }
}
