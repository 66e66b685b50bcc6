package dev.millrace.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlineReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T20:59:23Z");

    private final HeadlineReader headlines = new HeadlineReader();
    private final CloudEventReader events = new CloudEventReader();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theHeadlineOfAnEventSaysWhatTheEventSays(long seed) throws UnreadableEvent {
        var random = new RandomEvents(new SplittableRandom(seed));
        var writer = new CloudEventWriter();
        for (int i = 0; i < 2_000; i++) {
            var event = random.next();

            var headline = headlines.read(writer.toBytes(event));

            assertThat(headline).isEqualTo(new Headline(event.source(), event.origin(), event.time()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void theHeadlineOfADamagedEventThatCanStillBeReadSaysWhatTheEventSays(long seed) throws UnreadableEvent {
        var random = new SplittableRandom(seed);
        var source = new RandomEvents(random);
        var writer = new CloudEventWriter();
        for (int i = 0; i < 2_000; i++) {
            var bytes = UnreadableEventTest.damaged(writer.toBytes(source.next()), random);
            Event event;
            try {
                event = events.read(bytes, RECEIVED);
            } catch (UnreadableEvent e) {
                continue;
            }

            var headline = headlines.read(bytes);

            assertThat(headline.source()).isEqualTo(event.source());
            assertThat(headline.origin()).isEqualTo(event.origin());
            assertThat(headline.time() == null ? RECEIVED : headline.time()).isEqualTo(event.time());
        }
    }

    @Test
    void whatFollowsTheHeadlineIsNotLookedAt() throws UnreadableEvent {
        var headline = headlines.read(bytes(
                "{\"source\":\"s\",\"run\":\"r\",\"index\":\"7\",\"time\":\"2026-11-21T20:59:23Z\",\"data\":broken"));

        assertThat(headline.origin()).extracting("index").isEqualTo(7L);
    }

    @Test
    void namesInsideAnotherAttributeAreNotTaken() throws UnreadableEvent {
        var headline = headlines.read(
                bytes("{\"run\":{\"source\":\"wrong\"},\"other\":{\"source\":\"wrong\"},\"source\":\"right\"}"));

        assertThat(headline.source()).isEqualTo("right");
    }

    @Test
    void anEventWithoutSourceHasNoHeadline() {
        assertThatThrownBy(() -> headlines.read(bytes("{\"source\":{\"source\":\"x\"}}")))
                .hasMessage("not a CloudEvent: attribute 'source' is missing");
    }

    @Test
    void whatIsNotJsonIsNamed() {
        assertThatThrownBy(() -> headlines.read(bytes("[1]"))).hasMessage("not a JSON object");
        assertThatThrownBy(() -> headlines.read(bytes("{\"a\" 1}"))).hasMessageStartingWith("not JSON: ");
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
