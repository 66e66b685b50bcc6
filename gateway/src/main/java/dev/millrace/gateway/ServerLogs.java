package dev.millrace.gateway;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The web server's own log, which goes to {@code java.util.logging}: warnings are enough. */
final class ServerLogs {
    // Held, because the logging framework itself holds loggers weakly and would forget their levels.
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.apache.catalina"),
            Logger.getLogger("org.apache.coyote"),
            Logger.getLogger("org.apache.tomcat"));

    private ServerLogs() {}

    static void quieten() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
