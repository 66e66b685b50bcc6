package dev.millrace.gateway;

/** The gateway could not be opened; the message says why, for a person. */
public sealed class GatewayNotStarted extends RuntimeException permits PortTaken {
    private static final long serialVersionUID = 1L;

    GatewayNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
