package dev.millrace.app.file;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/** A PostgreSQL server to use. */
public record PostgresSection(
        @Doc("Its address: jdbc:postgresql://host:port/database.")
        String url,

        @Doc("User.") String user,

        @Doc("Password; better ${VARIABLE} than in the file.")
        String password) {
    public PostgresSection {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new InvalidSetting("url", "must begin with jdbc:postgresql://");
        }
    }

    /** The address without its parameters, among which there may be secrets. */
    public String shownUrl() {
        return shown(url);
    }

    /** A JDBC address, fit to be shown. */
    public static String shown(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "PostgresSection[" + shownUrl() + ", " + user + "]";
    }
}
