package dev.millrace.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("trouble-test");
    private final Trouble trouble = new Trouble(log, "saving");

    @Test
    void shouldWaitLongerEachTimeUpToThirteenSeconds() {
        assertThat(trouble.failed(new SQLException("away"))).isEqualTo(Duration.ofMillis(200));
        assertThat(trouble.failed(new SQLException("away"))).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 100; i++) {
            trouble.failed(new SQLException("away"));
        }

        assertThat(trouble.failed(new SQLException("away"))).isEqualTo(Duration.ofMillis(12_800));
    }

    @Test
    void shouldStartAgainOnceItWorked() {
        trouble.failed(new SQLException("away"));
        trouble.over();

        assertThat(trouble.now()).isEmpty();
        assertThat(trouble.failed(new SQLException("away"))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldSayWhatIsAtTheBottomOfIt() {
        trouble.failed(
                new SQLException("no tables", new IllegalStateException("wrapped", new SQLException("disk full"))));

        assertThat(trouble.now()).contains("saving failed: no tables: disk full");
    }

    @Test
    void shouldWarnOnce() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setAdditive(false);
        log.setLevel(Level.DEBUG);
        log.addAppender(lines);

        trouble.failed(new SQLException("away"));
        trouble.failed(new SQLException("away"));
        trouble.over();
        trouble.over();

        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.DEBUG, Level.INFO);
    }
}
