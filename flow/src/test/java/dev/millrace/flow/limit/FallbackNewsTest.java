package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged while the log of a limit comes and goes. */
class FallbackNewsTest {
    private static final long MILLI = 1_000_000;

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.millrace.flow.limit");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final List<CompletableFuture<LeaseReply>> asked = new ArrayList<>();
    private long now = 1_000 * MILLI;
    private final SharedLimit limit = new SharedLimit(
            "shop",
            new LimitSettings(new Rate(20_000.0), Duration.ofSeconds(1), new Share(0), List.of("orders")),
            "one",
            request -> {
                var answer = new CompletableFuture<LeaseReply>();
                asked.add(answer);
                return answer;
            },
            () -> now);

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
    }

    @AfterEach
    void leave() {
        log.detachAppender(told);
        // As it was: its parent's.
        log.setLevel(null);
        log.setAdditive(true);
    }

    /** Half a second in which the log answers, or does not; which way was then gone. */
    private LimiterMode pass(boolean answers) {
        for (int i = 0; i < 50; i++, now += 10 * MILLI) {
            limit.tryAcquire(1);
            asked.forEach(answer -> {
                if (answers) {
                    answer.complete(new LeaseReply(0, 10_000, 0, 1, 20_000_000, now / 1_000, 1, 1));
                } else {
                    answer.completeExceptionally(new IOException("out of reach"));
                }
            });
            asked.clear();
        }
        return limit.status().mode();
    }

    private List<Level> levels() {
        return told.list.stream()
                .map(ILoggingEvent::getLevel)
                .filter(level -> level.isGreaterOrEqual(Level.INFO))
                .toList();
    }

    @Test
    void aLogThatComesAndGoesIsToldOfOnceAndOnceThatItIsBackForGood() {
        pass(true);
        for (int i = 0; i < 8; i++) {
            assertThat(pass(false)).isEqualTo(LimiterMode.LOCAL);
            assertThat(pass(true)).isEqualTo(LimiterMode.REDIS);
        }
        assertThat(levels()).containsExactly(Level.WARN);

        for (int i = 0; i < 20; i++) {
            pass(true);
        }

        assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
        pass(false);
        assertThat(levels()).containsExactly(Level.WARN, Level.INFO, Level.WARN);
    }
}
