package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.event.UnreadableEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnreadableProgressTest {
    private final UnreadableEvent why = new UnreadableEvent("not JSON");

    private final Logger log = (Logger) LoggerFactory.getLogger(UnreadableProgress.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final UnreadableProgress unreadable = new UnreadableProgress();

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

    @Test
    void eachIsToldOfOnceHoweverOftenItIsComeUponAndOnceMoreWhenItIsOver() {
        unreadable.found("run/orders", "progress 0 17", why);
        unreadable.found("run/orders", "progress 0 17", why);
        unreadable.found("run/clicks", "progress 1 4", why);
        unreadable.found("run/orders", "progress 0 17", why);
        unreadable.readable("run/orders");
        unreadable.readable("run/orders");
        unreadable.found("run/orders", "progress 0 99", why);

        assertThat(told.list)
                .extracting(ILoggingEvent::getLevel, line -> line.getArgumentArray()[0])
                .containsExactly(
                        tuple(Level.WARN, "run/orders"),
                        tuple(Level.DEBUG, "run/orders"),
                        tuple(Level.WARN, "run/clicks"),
                        tuple(Level.DEBUG, "run/orders"),
                        tuple(Level.INFO, "run/orders"),
                        tuple(Level.WARN, "run/orders"));
    }
}
