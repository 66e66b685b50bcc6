package dev.millrace.gateway;

/** Something else listens on the port that the gateway was to have. */
public final class PortTaken extends GatewayNotStarted {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTaken(String address, int port, Throwable cause) {
        super("port " + port + " on " + address + " is taken; choose another, or 0 for any that is free", cause);
        this.port = port;
    }

    /** The port. */
    public int port() {
        return port;
    }
}
