package dev.millrace.app.program;

import java.net.URI;

/**
 * A Redis server.
 *
 * @param uri with the password, if it has one; never printed
 */
record RedisServer(URI uri) {
    private static final int PORT = 6379;

    String hostAndPort() {
        return uri.getHost() + ":" + (uri.getPort() < 0 ? PORT : uri.getPort());
    }

    @Override
    public String toString() {
        return hostAndPort();
    }
}
