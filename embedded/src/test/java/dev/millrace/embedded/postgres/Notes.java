package dev.millrace.embedded.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table with one column of text, through plain JDBC. */
record Notes(String url, String user, String password) {
    static Notes in(EmbeddedPostgres server) {
        return new Notes(server.jdbcUrl(), server.user(), server.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    void write(String note) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var insert = connection.prepareStatement("insert into note values (?)")) {
            statement.execute("create table if not exists note (text text)");
            insert.setString(1, note);
            insert.executeUpdate();
        }
    }

    List<String> all() throws SQLException {
        return query("select text from note order by text");
    }

    /** The first column of what a query gives. */
    List<String> query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }
}
