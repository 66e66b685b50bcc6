package dev.millrace.embedded;

import java.util.Optional;

/** The port a server was told to listen on belongs to another program. */
public final class PortTaken extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    /**
     * @param server  who wanted it: "Kafka"
     * @param takenBy who has it, as far as can be told
     */
    public PortTaken(String server, int port, Optional<String> takenBy) {
        super(
                server + " cannot listen on 127.0.0.1:" + port + ", it is taken"
                        + takenBy.map(holder -> " by " + holder).orElse("")
                        + ". End that, or choose another port.",
                null);
    }
}
