package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedEventsTest {
    private final RefusedEvents refused = new RefusedEvents();

    @Test
    void shouldSendBatchesAgainOnceWhatKafkaRefusedIsPutAside() {
        refused.oneByOne();
        refused.forgetBelow(10);
        assertThat(refused.isOneByOne()).as("not yet known which").isTrue();

        refused.add(12, "too large", Instant.EPOCH);
        refused.forgetBelow(12);
        assertThat(refused.isOneByOne()).as("known, but not put aside").isTrue();

        refused.forgetBelow(13);
        assertThat(refused.isOneByOne()).isFalse();
    }

    @Test
    void shouldSendBatchesAgainOnceTheEventsOfARefusedFrameWereTriedOneByOne() {
        refused.oneByOne();
        refused.suspect(20, 29);
        refused.forgetBelow(25);
        assertThat(refused.isOneByOne()).isTrue();

        refused.forgetBelow(30);
        assertThat(refused.isOneByOne()).isFalse();
    }
}
