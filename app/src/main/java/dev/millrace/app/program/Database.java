package dev.millrace.app.program;

import dev.millrace.app.file.PostgresSection;

/**
 * A PostgreSQL database.
 *
 * @param url      JDBC address
 * @param password never printed
 */
record Database(String url, String user, String password) {
    /** Where the server is. */
    String hostAndPort() {
        return url.replaceFirst("^jdbc:postgresql://([^/?]*).*", "$1");
    }

    /** The address without its parameters, among which there may be secrets. */
    String shownUrl() {
        return PostgresSection.shown(url);
    }

    @Override
    public String toString() {
        return shownUrl();
    }
}
