package dev.millrace.delivery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHead;
import dev.millrace.event.frame.FrameHome;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditFramesIT {
    private static final int EVENTS = 400;

    private final Stage stage = new Stage(2);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldHaveARowForEveryEventOfEveryFrameOnceAcrossRestarts() throws Exception {
        for (int frame = 0; frame < 20; frame++) {
            send(frame % 2, (long) frame * EVENTS);
        }
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        for (int frame = 20; frame < 25; frame++) {
            send(frame % 2, (long) frame * EVENTS);
        }

        var trail = stage.start();

        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        assertThat(trail.countRows()).isEqualTo(25 * EVENTS);
        assertThat(trail.totalRows()).isEqualTo(25 * EVENTS);
        assertThat(stage.number("SELECT count(DISTINCT index) FROM audit.events WHERE run = 'r'"))
                .isEqualTo(25 * EVENTS);
        assertThat(stage.number("SELECT count(*) FROM audit.events WHERE index % " + EVENTS + " <> place"))
                .isZero();
    }

    @Test
    void shouldKeepWholeAFrameOfWhichTheDatabaseRefusesAnEventAndCopyTheOthers() throws Exception {
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        stage.execute("ALTER TABLE audit.events ADD CHECK (index <> 1777)");
        for (int frame = 0; frame < 10; frame++) {
            send(0, (long) frame * EVENTS);
        }

        var trail = stage.start();

        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        assertThat(trail.countRows()).isEqualTo(9 * EVENTS);
        assertThat(stage.number("SELECT count(*) FROM audit.unreadable WHERE reason LIKE '%check constraint%'"))
                .isEqualTo(1);
    }

    private void send(int partition, long first) throws Exception {
        var frame = new FrameEncoder(
                new FrameHead("s", "t", "r", new BodyCoding.Json(), null), new FrameHome(stage.topic(), partition));
        for (long index = first; index < first + EVENTS; index++) {
            frame.body().raw(("{\"n\":" + index + "}").getBytes(UTF_8));
            frame.append(index, index);
        }
        stage.send(new ProducerRecord<>(stage.topic(), partition, null, frame.finish()));
    }
}
