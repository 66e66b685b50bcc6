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

    /** The address without its parameters, among which there may be secrets. */
    String shownUrl() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return shownUrl();
    }
}
