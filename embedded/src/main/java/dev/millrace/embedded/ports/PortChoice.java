package dev.millrace.embedded.ports;

import java.util.Optional;

/**
 * The port a server gets.
 *
 * @param wanted  the one it was meant to have; 0 for any
 * @param actual  the one that was free
 * @param takenBy who has the wanted one, if it isn't the actual one and the system tells
 */
public record PortChoice(int wanted, int actual, Optional<String> takenBy) {
    /** Whether the server gets what was wanted. */
    public boolean asWanted() {
        return wanted == 0 || wanted == actual;
    }
}
