package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.generated;
import static dev.millrace.generator.testing.Definitions.http;
import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.anomaly.Delay;
import dev.millrace.generator.anomaly.Late;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSourcesTest {
    private static final Map<String, Rate> NONE = Map.of();
    private static final SourceDefinition ORDERS = numbered("o", 100, null, 5);
    private static final SourceDefinition COUNTED = numbered("c", 7, 50L, 5);
    private final RunSources sources = sources("orders", ORDERS, "customers", COUNTED, "partners", http("p", 10));

    @Test
    void shouldOrderAllGeneratedSourcesOrAllOthersAsTheFileSays() {
        assertThat(sources.ordersForAll(true))
                .containsExactly(new SourceOrder("orders", null, null), new SourceOrder("customers", null, null));
        assertThat(sources.ordersForAll(false)).containsExactly(new SourceOrder("partners", null, null));
    }

    @Nested
    class ARequest {
        @Test
        void shouldTakeRateAndCountFromTheFileWhereItNamesNone() {
            assertThat(sources.orders(request(null, null, null, "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", null, null));
        }

        @ParameterizedTest
        @CsvSource({"10, 1000", "0.5, 50", "0.011, 2", "0.001, 1", "3600, 360000"})
        void shouldTurnADurationIntoTheCountThatIsDueWithin(double seconds, long count) {
            var duration = Duration.ofNanos((long) (seconds * 1e9));

            assertThat(sources.orders(request(null, null, duration, "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", null, count));
        }

        @Test
        @Timeout(30)
        void shouldFindAnEndAlsoWhereTheCountIsBeyondAnyNumber() {
            assertThat(sources.orders(request(1e10, null, Duration.ofDays(36_500), "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", 1e10, Long.MAX_VALUE));
        }

        @Test
        void shouldGoByTheRateThatStandsInTheFileByNowUnlessItAsksForOne() {
            var edited = Map.of("orders", new Rate(30));

            assertThat(sources.orders(
                            request(null, null, Duration.ofSeconds(10), "orders", "customers"), Instant.EPOCH, edited))
                    .containsExactly(new SourceOrder("orders", 30.0, 300L), new SourceOrder("customers", null, 70L));
            assertThat(sources.orders(request(20.0, null, null, "orders"), Instant.EPOCH, edited))
                    .containsExactly(new SourceOrder("orders", 20.0, null));
        }

        @Test
        void shouldReckonADurationAtTheRateItAsksFor() {
            assertThat(sources.orders(request(20.0, null, Duration.ofSeconds(10), "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", 20.0, 200L));
        }

        @Test
        void shouldStopAtWhicheverOfCountAndDurationComesFirst() {
            assertThat(sources.orders(request(null, 30L, Duration.ofSeconds(10), "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", null, 30L));
            assertThat(sources.orders(request(null, 3_000L, Duration.ofSeconds(10), "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", null, 1_000L));
        }

        @Test
        void shouldOrderASourceOnceHoweverOftenItIsNamed() {
            assertThat(sources.orders(request(null, 5L, null, "orders", "customers", "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", null, 5L), new SourceOrder("customers", null, 5L));
        }

        @Test
        void shouldNameTheSourcesThereAreWhereOneIsUnknown() {
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> sources.orders(request(null, null, null, "order"), Instant.EPOCH, NONE))
                    .withMessageContaining("'order'")
                    .withMessageContaining("orders, customers, partners");
        }

        @Test
        void shouldBeRefusedForASourceThatTakesEventsIn() {
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> sources.orders(request(null, null, null, "partners"), Instant.EPOCH, NONE))
                    .withMessageContaining("always runs");
        }

        @Test
        void shouldBeRefusedWhereItsRateWouldHoldBackMoreThanThereIsMemoryFor() {
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> late().orders(request(100_000.0, null, null, "orders"), Instant.EPOCH, NONE))
                    .withMessageContaining("sources.orders.anomalies.late: would hold back some 30M events");
            assertThat(late().orders(request(100_000.0, 50_000L, null, "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", 100_000.0, 50_000L));
            assertThat(late().orders(request(100_000.0, null, Duration.ofSeconds(3), "orders"), Instant.EPOCH, NONE))
                    .containsExactly(new SourceOrder("orders", 100_000.0, 300_000L));
        }

        @Test
        void shouldBeRefusedWhereItMakesNoSense() {
            assertThatExceptionOfType(InvalidRunRequest.class).isThrownBy(() -> request(null, null, null));
            assertThatExceptionOfType(InvalidRunRequest.class).isThrownBy(() -> request(null, 0L, null, "orders"));
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> request(null, null, Duration.ZERO, "orders"));
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> request(null, null, Duration.ofSeconds(Long.MAX_VALUE), "orders"));
        }
    }

    @Nested
    class UnderOrders {
        @Test
        void shouldHaveTheOrderedRateAndCountAndKeepTheRest() {
            var under = sources.under(List.of(new SourceOrder("orders", 3.5, 20L)));

            assertThat(under).containsOnlyKeys("orders", "customers", "partners");
            assertThat(under.get("orders")).isEqualTo(numbered("o", 3.5, 20L, 5));
            assertThat(under.get("customers")).isEqualTo(COUNTED);
        }

        @Test
        void shouldKeepTheFilesRateAndCountWhereNoneIsOrdered() {
            assertThat(sources.under(List.of(new SourceOrder("customers", null, null)))
                            .get("customers"))
                    .isEqualTo(COUNTED);
        }

        @Test
        void shouldPassOverSourcesTheFileNoLongerHas() {
            assertThat(sources.under(List.of(new SourceOrder("gone", 1.0, null))))
                    .isEqualTo(sources.under(List.of()));
        }
    }

    @Test
    void aChangeShouldBeRefusedWhereItsRateWouldHoldBackMoreThanThereIsMemoryFor() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> late().requireHeldBack(at(null), List.of("orders"), new Rate(100_000)))
                .withMessageContaining("sources.orders.anomalies.late: would hold back some 30M events");
    }

    @Test
    void aRunWhoseRateWouldBeRefusedTodayShouldBeToldOfAndBeChangedToASmallerOne() {
        var sources = late();

        var changed = at(100_000.0).changed(List.of(new RateChange("orders", 5_000_000_000L, 200_000)));

        assertThat(sources.under(changed)
                        .get("orders")
                        .pacing()
                        .orElseThrow()
                        .rate()
                        .highestPerSecond())
                .isEqualTo(200_000);
        sources.requireHeldBack(changed, List.of("orders"), new Rate(100));
    }

    private static Run at(@Nullable Double perSecond) {
        var orders = List.of(new SourceOrder("orders", perSecond, null));
        return new Run("r", "shop", RunOrigin.REQUEST, "f", Instant.EPOCH, RunState.RUNNING, orders, null);
    }

    private static RunSources late() {
        var late = new Late(Share.parse("50%"), new Delay(Duration.ofMinutes(10), null));
        var anomalies = new AnomalySettings(null, null, late, null, null, null);
        return sources("orders", SourceDraft.like(ORDERS).anomalies(anomalies).build());
    }

    @Nested
    class TheFingerprint {
        private final String before = sources.fingerprint();

        @Test
        void shouldStayTheSameForTheSameSources() {
            assertThat(sources("orders", numbered("o", 100, null, 5), "customers", COUNTED, "partners", http("p", 10))
                            .fingerprint())
                    .isEqualTo(before)
                    .hasSize(16);
        }

        @Test
        void shouldNotDependOnTheOrderOfTheSources() {
            assertThat(sources("customers", COUNTED, "partners", http("p", 10), "orders", ORDERS)
                            .fingerprint())
                    .isEqualTo(before);
        }

        @Test
        void shouldNotDependOnSourcesThatTakeEventsIn() {
            assertThat(sources("orders", ORDERS, "customers", COUNTED, "others", http("x", 99))
                            .fingerprint())
                    .isEqualTo(before);
        }

        @Test
        void shouldChangeWithWhateverChangesTheEvents() {
            var changed = List.of(
                    numbered("other", 100, null, 5),
                    numbered("o", 101, null, 5),
                    numbered("o", 100, 1L, 5),
                    numbered("o", 100, null, 6),
                    SourceDraft.like(ORDERS).type("type").build(),
                    SourceDraft.like(ORDERS).key(null).build());

            assertThat(changed)
                    .allSatisfy(orders -> assertThat(sources("orders", orders, "customers", COUNTED)
                                    .fingerprint())
                            .isNotEqualTo(before));
            assertThat(new RunSources(Map.of("orders", ORDERS, "customers", COUNTED), 43).fingerprint())
                    .isNotEqualTo(before);
            assertThat(sources("bestellungen", ORDERS, "customers", COUNTED).fingerprint())
                    .isNotEqualTo(before);
        }

        @Test
        void shouldTellATextFromTheNumberThatLooksTheSame() {
            assertThat(of(new FieldKind.Constant(Literal.text("1"))))
                    .isNotEqualTo(of(new FieldKind.Constant(Literal.parse("1"))));
            assertThat(of(new FieldKind.Constant(Literal.text("true"))))
                    .isNotEqualTo(of(new FieldKind.Constant(Literal.parse("true"))));
        }

        @Test
        void shouldChangeWithTheOrderOfFieldsAndOfChoicesForBothAreSeenInTheEvents() {
            assertThat(sources("s", generated("t", null, 1, null, "a", A, "b", B))
                            .fingerprint())
                    .isNotEqualTo(sources("s", generated("t", null, 1, null, "b", B, "a", A))
                            .fingerprint());
            assertThat(of(choice("x", "y"))).isNotEqualTo(of(choice("y", "x")));
        }

        private static final FieldKind A = new FieldKind.Constant(Literal.text("a"));
        private static final FieldKind B = new FieldKind.Constant(Literal.text("b"));

        private static String of(FieldKind kind) {
            return sources("s", generated("t", null, 1, null, "f", kind)).fingerprint();
        }

        private static FieldKind choice(String... texts) {
            var weights = new LinkedHashMap<String, Double>();
            for (var text : texts) {
                weights.put(text, 1.0);
            }
            return new FieldKind.Choice(weights);
        }
    }

    private static RunSources sources(Object... namesAndSources) {
        var sources = new LinkedHashMap<String, SourceDefinition>();
        for (int i = 0; i < namesAndSources.length; i += 2) {
            sources.put((String) namesAndSources[i], (SourceDefinition) namesAndSources[i + 1]);
        }
        return new RunSources(sources, 42);
    }

    private static RunRequest request(Double perSecond, Long count, Duration duration, String... names) {
        return new RunRequest(List.of(names), perSecond == null ? null : new Rate(perSecond), count, duration);
    }
}
