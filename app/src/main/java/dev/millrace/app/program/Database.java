package dev.millrace.app.program;

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

    @Override
    public String toString() {
        return url;
    }
}
