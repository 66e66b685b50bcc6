package dev.millrace.embedded.postgres;

import dev.millrace.embedded.ServerFailed;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How the server is reached, and by whom. */
record ServerAddress(int port, String password) {
    static final String USER = "millrace";

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes the database if there is none of that name. */
    void createDatabase(String name) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            find.setString(1, name);
            try (var found = find.executeQuery()) {
                if (!found.next()) {
                    create.execute("create database \"" + name + "\"");
                }
            }
        } catch (SQLException e) {
            throw new ServerFailed("the database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return USER + "@127.0.0.1:" + port;
    }
}
