package dev.millrace.embedded.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadThoseThatListenAndNoOthers() throws Exception {
        var table = Files.writeString(folder.resolve("tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51234 1 0 100 0 0 10 0
                   1: 0100007F:C35A 0100007F:1538 01 00000000:00000000 00:00000000 00000000  1000        0 51299 1 0 20 4 30 10 -1
                """);

        assertThat(ListeningSocket.in(table)).containsExactly(new ListeningSocket(5432, "1000", "51234"));
    }

    @Test
    void shouldKnowNoneWhereThereIsNoTable() {
        assertThat(ListeningSocket.in(folder.resolve("none"))).isEmpty();
    }
}
