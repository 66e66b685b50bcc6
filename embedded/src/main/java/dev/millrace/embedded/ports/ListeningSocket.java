package dev.millrace.embedded.ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A line of /proc/net/tcp or /proc/net/tcp6 that stands for a socket somebody listens on.
 *
 * @param account the owner's user id
 * @param inode   what the owner's file descriptor is a link to
 */
record ListeningSocket(int port, String account, String inode) {
    private static final String LISTENS = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int ACCOUNT = 7;
    private static final int INODE = 9;

    /** Those of a table; none if there is no such table. */
    static Stream<ListeningSocket> in(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).flatMap(ListeningSocket::parse);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<ListeningSocket> parse(String line) {
        var columns = line.strip().split("\\s+", -1);
        if (columns.length <= INODE || !columns[STATE].equals(LISTENS)) {
            return Stream.empty();
        }
        var address = columns[LOCAL_ADDRESS];
        var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        return Stream.of(new ListeningSocket(port, columns[ACCOUNT], columns[INODE]));
    }

    /** What a file descriptor of the owner's points to. */
    Path link() {
        return Path.of("socket:[" + inode + "]");
    }
}
