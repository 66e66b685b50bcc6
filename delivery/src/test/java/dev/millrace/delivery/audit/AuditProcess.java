package dev.millrace.delivery.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.settings.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An audit trail in a process of its own, to be killed. */
final class AuditProcess {
    private AuditProcess() {}

    /** Arguments: bootstrap servers, JDBC URL, user, topic. The password comes from the environment. */
    public static void main(String[] args) throws Exception {
        var config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        config.setUsername(args[2]);
        config.setPassword(System.getenv("AUDIT_PASSWORD"));
        config.setMaximumPoolSize(4);
        var settings = new AuditSettings(
                args[0],
                // The same member each time, so that its successor need not wait for the session to end.
                Map.of("group.instance.id", "audit", "session.timeout.ms", "6000"),
                List.of(args[3]),
                "group-" + args[3],
                new BatchLimits(300, new DataSize(1 << 20), Duration.ofMillis(5)),
                RetrySettings.DEFAULT);
        try (var database = new HikariDataSource(config);
                var trail = AuditTrail.start(settings, database, AuditListener.NONE)) {
            new CountDownLatch(1).await();
        }
    }
}
