package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlowSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Share HALF = new Share(0.5);

    record Refused(String message, ThrowingCallable made) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static LimitSettings limit(String rate, Duration window, String... sources) {
        return new LimitSettings(Rate.parse(rate), window, HALF, List.of(sources));
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused(
                        "window: must be from 100ms to 1h, was 50ms", () -> limit("5/s", Duration.ofMillis(50), "a")),
                new Refused(
                        "window: holds less than one event at 3/m, was 1s; make it longer, such as 20s",
                        () -> limit("3/m", SECOND, "a")),
                new Refused(
                        "window: holds 1.9 events, and parts of events cannot be sent, at 1.9/s, was 1s; make it"
                                + " longer, such as 10s",
                        () -> limit("1.9/s", SECOND, "a")),
                new Refused(
                        "window: holds 10.5 events, and parts of events cannot be sent, at 630/m, was 1s; make it"
                                + " longer, such as 2s",
                        () -> limit("10.5/s", SECOND, "a")),
                new Refused(
                        "window: holds less than one event at 12/d, was 1s; such a rate cannot be held",
                        () -> limit("0.5/h", SECOND, "a")),
                new Refused("sources: needs at least one source to limit", () -> limit("5/s", SECOND)),
                new Refused("sources: names a source twice", () -> limit("5/s", SECOND, "a", "a")),
                new Refused(
                        "atLeast: must be from 1 to 5, was 6",
                        () -> new BreakerSettings(HALF, SECOND, HALF, 5, 6, SECOND, 1)),
                new Refused(
                        "failures: must be above 0%, or the breaker would never be closed",
                        () -> new BreakerSettings(new Share(0), SECOND, HALF, 5, 5, SECOND, 1)),
                new Refused(
                        "open: must be positive, was 0s",
                        () -> new BreakerSettings(HALF, SECOND, HALF, 5, 5, Duration.ZERO, 1)),
                new Refused(
                        "most: must not be below least, 2KiB, was 1KiB",
                        () -> new BatchSettings(SECOND, DataSize.parse("2KiB"), DataSize.parse("1KiB"), Duration.ZERO)),
                new Refused(
                        "linger: must be from 0s to target, 1s, was 2s",
                        () -> new BatchSettings(
                                SECOND, DataSize.parse("1KiB"), DataSize.parse("1KiB"), Duration.ofSeconds(2))),
                new Refused(
                        "longest: must not be below first, 1s, was 500ms",
                        () -> new RetrySettings(SECOND, Duration.ofMillis(500), 3)),
                new Refused("tries: must be at least 1, was 0", () -> new RetrySettings(SECOND, SECOND, 0)),
                new Refused(
                        "speed: must be above 1, or it would never catch up, was 1.0",
                        () -> new ResumeSettings(OnResume.CATCH_UP, 1)));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Refused refused) {
        assertThatThrownBy(refused.made()).isInstanceOf(InvalidSetting.class).hasMessage(refused.message());
    }

    @ParameterizedTest(name = "{0} in {1} s: {2} events")
    @CsvSource({
        "1.9/s, 10, 19",
        "30/m, 2, 1",
        "0.9/s, 10, 9",
        "10.05/s, 1, 10",
        "199.5/s, 1, 199",
        "3/m, 20, 1",
        "7/h, 3600, 7"
    })
    void aWindowHoldsWholeEventsAndNearlyAllOfThem(String rate, long seconds, long events) {
        assertThat(limit(rate, Duration.ofSeconds(seconds), "a").permits()).isEqualTo(events);
    }

    @Test
    void aWindowHoldsWhatItsRateComesTo() {
        assertThat(limit("300/m", Duration.ofMinutes(1), "a").permits()).isEqualTo(300);
        assertThat(limit("1M/s", Duration.ofMillis(100), "a").permits()).isEqualTo(100_000);
    }

    @Test
    void whatTheFileSaysIsTheDefaultIsTheDefault() throws Exception {
        for (Record made : List.of(
                BreakerSettings.defaults(),
                BatchSettings.defaults(),
                RetrySettings.defaults(),
                ResumeSettings.defaults())) {
            for (var component : made.getClass().getRecordComponents()) {
                var said = component.getAnnotation(Default.class);
                assertThat(said).as(component.toString()).isNotNull();
                assertThat(written(component.getAccessor().invoke(made)))
                        .as(component.toString())
                        .isEqualTo(said.value());
            }
        }
    }

    private static String written(Object value) {
        return switch (value) {
            case Duration duration -> Durations.format(duration);
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }
}
