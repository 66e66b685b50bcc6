package dev.millrace.app.program;

/** Where a gateway that listens on an address is reached from this machine. Pure. */
final class GatewayAddress {
    private GatewayAddress() {}

    /** @param host the address it listens on, as the file says it */
    static String of(String host, int port) {
        var reached = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
        return "http://" + reached + ":" + port;
    }
}
