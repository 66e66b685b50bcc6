package dev.millrace.app.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Makes connection pools to PostgreSQL. */
final class Pools {
    private static final int CONNECTIONS = 8;

    private Pools() {}

    /** A pool that does not insist on reaching the server when it is made. */
    static HikariDataSource open(Database database) {
        var config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "millrace");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
