package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.network.IpBlock;
import dev.millrace.settings.Distance;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PlaceAndTimeTest {
    private static final PlaceKind.Circle BERLIN = new PlaceKind.Circle(52.52, 13.405, new Distance(10_000));
    private static final PlaceKind.Circle DATE_LINE = new PlaceKind.Circle(-17, 179.99, new Distance(50_000));

    @Test
    void shouldScatterPointsEvenlyOverTheCircle() {
        var written = Written.by(new PlaceKind.Geo(BERLIN, null), 4);
        int inner = 0;
        for (long index = 0; index < 20_000; index++) {
            double metres = metres(written.json(index), BERLIN);
            assertThat(metres).isLessThan(10_001);
            inner += metres < 5_000 ? 1 : 0;
        }
        assertThat(inner / 20_000.0)
                .as("half the radius is a quarter of the circle")
                .isCloseTo(0.25, within(0.012));
    }

    @Test
    void shouldGoOnBeyondTheDateLine() {
        var written = Written.by(new PlaceKind.Geo(DATE_LINE, null), 4);
        var east = LongStream.range(0, 1_000)
                .mapToObj(index -> written.json(index).get("lon").doubleValue())
                .peek(lon -> assertThat(Math.abs(lon)).isBetween(179.0, 180.0))
                .collect(Collectors.partitioningBy(lon -> lon > 0, Collectors.counting()));

        assertThat(east.get(true)).isGreaterThan(300);
        assertThat(east.get(false)).isGreaterThan(300);
    }

    @Test
    void shouldWalkFromPointToPoint() {
        var stroll = new PlaceKind.Stroll(new Distance(100), "v", null);
        var written = Written.last("v", new FieldKind.Sequence("%d", 3L), "at", new PlaceKind.Geo(BERLIN, stroll));
        double sum = 0;
        for (long index = 3; index < 30_000; index++) {
            double step = metres(written.json(index), written.json(index - 3));
            assertThat(step).isLessThan(700);
            assertThat(metres(written.json(index), BERLIN)).isLessThan(10_001);
            sum += step * step;
        }
        assertThat(Math.sqrt(sum / 30_000)).isCloseTo(100, within(6.0));
    }

    @Test
    void shouldWalkAsTimeGoesBy() {
        var stroll = new PlaceKind.Stroll(new Distance(100), "v", Duration.ofSeconds(10));
        var written = Written.last(
                "v", new NumberKind.Integers(new NumberKind.WholeRange(1, 5)), "at", new PlaceKind.Geo(BERLIN, stroll));

        assertThat(written.rawJson(7, 0)).isEqualTo(written.rawJson(7, 0)).isNotEqualTo(written.rawJson(7, 60_000_000));
        assertThat(written.writer().timed()).isTrue();
    }

    @Test
    void shouldKeepAddressesInTheirBlockAndToTheirNumber() {
        var block = IpBlock.parse("10.20.0.0/16");
        var written = Written.by(new PlaceKind.Ip(PlaceKind.IpVersion.V4, block, 30L, null), 4);

        var seen = written.texts(3_000).collect(Collectors.toSet());

        assertThat(seen).hasSizeBetween(29, 30).allMatch(address -> address.matches("10\\.20\\.\\d{1,3}\\.\\d{1,3}"));
    }

    @Test
    void shouldGiveEachEventItsOwnAddressWhereNoNumberIsSaid() {
        var written = Written.by(new PlaceKind.Ip(PlaceKind.IpVersion.V6, null, null, null), 4);

        assertThat(written.texts(3_000).collect(Collectors.toSet()))
                .hasSize(3_000)
                .allMatch(text -> text.matches("[23][0-9a-f:]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "ISO, \"2026-11-21T20:59:23.123456Z\"",
        "DATE, \"2026-11-21\"",
        "EPOCH_SECONDS, 1795294763",
        "EPOCH_MILLIS, 1795294763123",
        "EPOCH_MICROS, 1795294763123456"
    })
    void shouldWriteTimesAsAsked(FieldKind.TimestampFormat format, String json) {
        var written = Written.by(new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, null, format), 3);

        assertThat(written.rawJson(5)).isEqualTo(json);
        assertThat(written.text(5)).isEqualTo(json.replace("\"", ""));
    }

    @Test
    void shouldMoveTimesByAsMuchAsIsSaid() {
        var due = Instant.parse("2026-11-21T20:59:23.123456Z");
        var fixed = written(new TimeOffset(TimeShift.parse("-1d"), null));
        var drawn = written(new TimeOffset(TimeShift.parse("-10s"), TimeShift.parse("30s")));

        assertThat(Instant.parse(fixed.text(1))).isEqualTo(due.minus(Duration.ofDays(1)));
        var seconds = LongStream.range(0, 5_000)
                .mapToDouble(index ->
                        Duration.between(due, Instant.parse(drawn.text(index))).toMillis() / 1_000.0)
                .summaryStatistics();
        assertThat(seconds.getMin()).isBetween(-10.0, -9.8);
        assertThat(seconds.getMax()).isBetween(29.8, 30.0);
        assertThat(seconds.getAverage()).isCloseTo(10, within(0.6));
    }

    private static Written written(TimeOffset offset) {
        return Written.by(new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, offset, FieldKind.TimestampFormat.ISO), 3);
    }

    private static double metres(JsonNode point, PlaceKind.Circle circle) {
        return metres(point, circle.lat(), circle.lon());
    }

    private static double metres(JsonNode point, JsonNode other) {
        return metres(point, other.get("lat").doubleValue(), other.get("lon").doubleValue());
    }

    /** The great-circle distance, by the haversine formula. */
    private static double metres(JsonNode point, double lat, double lon) {
        double phi = Math.toRadians(point.get("lat").doubleValue());
        double other = Math.toRadians(lat);
        double byLat = Math.pow(Math.sin((phi - other) / 2), 2);
        double byLon = Math.pow(Math.sin(Math.toRadians(point.get("lon").doubleValue() - lon) / 2), 2);
        return 2
                * 6_371_000
                * Math.asin(Math.sqrt(byLat + Math.cos(phi) * Math.cos(other) * byLon))
                * 40_007_863
                / (2 * Math.PI * 6_371_000);
    }
}
