package dev.millrace.embedded.ports;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out by Linux's /proc who listens on a port; knows nothing elsewhere. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final int FIRST_FOR_EVERYONE = 1024;

    private PortHolder() {}

    static Optional<String> of(int port) {
        var sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> ListeningSocket.in(PROC.resolve(table)))
                .filter(socket -> socket.port() == port)
                .toList();
        if (sockets.isEmpty()) {
            return port < FIRST_FOR_EVERYONE && Files.exists(PROC.resolve("net/tcp"))
                    ? Optional.of("the system, which keeps the ports below " + FIRST_FOR_EVERYONE + " for root")
                    : Optional.empty();
        }
        var links = sockets.stream().map(ListeningSocket::link).collect(Collectors.toSet());
        return processes()
                .filter(pid -> holdsAny(pid, links))
                .findFirst()
                .map(PortHolder::describe)
                // What other accounts have open is not shown to this one.
                .or(() -> Optional.of(
                        "a program of the account with id " + sockets.getFirst().account()));
    }

    private static Stream<Long> processes() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid);
    }

    private static boolean holdsAny(long pid, Set<Path> links) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (var descriptor : open) {
                if (links.contains(Files.readSymbolicLink(descriptor))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // Another account's, or gone meanwhile.
            return false;
        }
    }

    private static String describe(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            return "this program itself (process " + pid + ")";
        }
        return ProcessName.of(pid) + " (process " + pid + ")";
    }
}
