package dev.millrace.app.program;

/**
 * A PostgreSQL database.
 *
 * @param url      JDBC address
 * @param password never printed
 */
record Database(String url, String user, String password) {
    @Override
    public String toString() {
        return url;
    }
}
