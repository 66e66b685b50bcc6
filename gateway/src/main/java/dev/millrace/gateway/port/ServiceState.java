package dev.millrace.gateway.port;

import org.jspecify.annotations.Nullable;

/**
 * How one service is.
 *
 * @param name      such as {@code kafka}, {@code postgresql}, {@code processor}, {@code ledger}
 * @param state     how well it works
 * @param detail    what is the matter or what it is doing, for a person; may be empty
 * @param address   where it can be reached, as host:port; null for a part of this program
 * @param essential whether the gateway has nothing to offer without it: if so and it is down, it is not ready
 */
public record ServiceState(
        String name, State state, String detail, @Nullable String address, boolean essential) {

    /** How well a service works. */
    public enum State {
        /** As it should. */
        UP("up"),
        /** With less than it should have: late, restoring, on a fallback. */
        DEGRADED("degraded"),
        /** Not at all. */
        DOWN("down");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word for it in answers. */
        @Override
        public String toString() {
            return word;
        }
    }
}
