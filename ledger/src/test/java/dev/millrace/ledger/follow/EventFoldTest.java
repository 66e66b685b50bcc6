package dev.millrace.ledger.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHead;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.event.record.DueShifts;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFoldTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23Z");

    private final CloudEventWriter writer = new CloudEventWriter();
    private final Account account = new Account(Statement.EMPTY);
    private final LatencyLog latencies =
            new LatencyLog(account, Clock.fixed(NOW, ZoneOffset.UTC), Map.of(new TopicPartition("t", 1), 10L));
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventFold fold = new EventFold(account, "t", latencies, registry);

    @Test
    void shouldTakeDownEveryIndexOfAFrameAndOfAvro() throws Exception {
        var frame =
                new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Avro(99), null), new FrameHome("t", 0));
        for (long index : new long[] {0, 1, 2, 5, 4}) {
            frame.append(index, index);
        }
        int id = registry.register("t-value", EventSchemas.eventOfJson("s"));
        var origin = new Origin("r", 3);
        var event = new Event("x", "s", "t", NOW, null, "x", null, origin, Map.of(), EventData.ofJson("{}"));
        var records = List.of(record(0, 7, frame.finish()), record(0, 8, new AvroEventEncoder(id).toBytes(event)));

        fold.prepare(records);
        fold.fold(0, records);

        var seen = account.source("r", "s").orElseThrow().statement();
        assertThat(seen.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.settled().count()).isEqualTo(6);
            assertThat(lane.settled().countBelow(6)).isEqualTo(6);
        });
        assertThat(seen.repeated().count()).isZero();
        assertThat(seen.disordered().first())
                .extracting(sighting -> sighting.index() + "@" + sighting.offset())
                .containsExactly("4@7", "3@8");
    }

    @Test
    void shouldCountAFrameThatIsDamagedOrStrayedAsUnreadable() throws Exception {
        var frame = new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Json(), null), new FrameHome("t", 0));
        frame.append(0, 0);
        var strayed = frame.finish();
        frame.append(1, 0);
        var damaged = frame.finish();
        damaged[20] ^= 1;

        fold.fold(1, List.of(record(1, 7, strayed), record(1, 8, damaged)));

        assertThat(account.topic("t").statement().unreadable()).isEqualTo(2);
        assertThat(account.statement().sources()).isEmpty();
    }

    /** The same random records, taken down by the simplest program that does it. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheSimplestAccount(long seed) {
        var random = new Random(seed);
        var delivered = new HashMap<SourceKey, Set<Long>>();
        var repeated = new HashMap<SourceKey, Long>();
        var disordered = new HashMap<SourceKey, Long>();
        var highest = new HashMap<String, Long>();
        long unreadable = 0;
        long foreign = 0;
        long offset = 0;
        for (int batch = 0; batch < 100; batch++) {
            int partition = random.nextInt(3);
            var records = new ArrayList<ConsumerRecord<Void, ByteBuffer>>();
            for (int i = random.nextInt(50); i > 0; i--) {
                int kind = random.nextInt(20);
                if (kind == 0) {
                    records.add(record(partition, offset++, "broken".getBytes(UTF_8)));
                    unreadable++;
                    continue;
                }
                var key = new SourceKey("r" + random.nextInt(2), "s" + random.nextInt(3));
                var origin = kind == 1 ? null : new Origin(key.run(), random.nextInt(9_000));
                records.add(record(partition, offset++, event(key.source(), origin, NOW)));
                if (origin == null) {
                    foreign++;
                } else if (!delivered.computeIfAbsent(key, k -> new HashSet<>()).add(origin.index())) {
                    repeated.merge(key, 1L, Long::sum);
                } else if (highest.getOrDefault(key + "/" + partition, -1L) > origin.index()) {
                    disordered.merge(key, 1L, Long::sum);
                } else {
                    highest.put(key + "/" + partition, origin.index());
                }
            }
            fold.fold(partition, records);
        }

        var statement = account.statement();

        assertThat(statement.topics().get("t").unreadable()).isEqualTo(unreadable);
        assertThat(statement.topics().get("t").foreign()).isEqualTo(foreign);
        assertThat(statement.sources().keySet()).isEqualTo(delivered.keySet());
        statement.sources().forEach((key, source) -> {
            var indices = source.lanes().getFirst().settled();
            assertThat(indices.count()).isEqualTo(delivered.get(key).size());
            assertThat(delivered.get(key)).allMatch(indices::contains);
            assertThat(source.repeated().count()).isEqualTo(repeated.getOrDefault(key, 0L));
            assertThat(source.disordered().count()).isEqualTo(disordered.getOrDefault(key, 0L));
        });
    }

    @Test
    void shouldMeasureFromTheDueTime() {
        claim("r", SourceKind.GENERATED, false);
        var origin = new Origin("r", 0);
        fold.fold(0, List.of(record(0, 0, event("s", origin, NOW.minusMillis(250)))));

        var latency = latencies.of("r");

        assertThat(latency.events()).isEqualTo(1);
        assertThat(latency.max()).isBetween(Duration.ofMillis(249), Duration.ofMillis(251));
        assertThat(latencies.of("another").events()).isZero();
    }

    @Test
    void shouldMeasureWhatWasDueBeforeItsRunFromWhenItWasMade() {
        claim("r", SourceKind.GENERATED, false);
        var value = event("s", new Origin("r", 0), NOW.minus(Duration.ofDays(7)));
        var made = NOW.minusMillis(250);
        fold.fold(
                0,
                List.of(new ConsumerRecord<>(
                        "t",
                        0,
                        0,
                        made.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        value.length,
                        null,
                        ByteBuffer.wrap(value),
                        new RecordHeaders(),
                        Optional.empty())));

        assertThat(latencies.of("r").max()).isBetween(Duration.ofMillis(249), Duration.ofMillis(251));
    }

    @Test
    void shouldMeasureFromWhenAnEventWasDueToBeSentWhateverItsClockTells() {
        claim("r", SourceKind.GENERATED, false);
        var frame = new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Json(), null), new FrameHome("t", 0));
        long now = NOW.toEpochMilli() * 1_000;
        frame.append(1, now - 250_000);
        frame.append(2, now - 90_250_000);
        frame.append(3, now + 30_000_000 - 250_000);
        var shifts = new DueShifts();
        shifts.add(0);
        shifts.add(90_000_000);
        shifts.add(-30_000_000);
        var late = event("s", new Origin("r", 4), NOW.minusMillis(3_250));

        fold.fold(
                0,
                List.of(
                        with(record(0, 0, frame.finish()), DueShifts.HEADER, shifts.finish()),
                        with(record(0, 1, late), DueShifts.HEADER, DueShifts.of(3_000_000))));

        assertThat(latencies.of("r").events()).isEqualTo(4);
        assertThat(latencies.of("r").max()).isBetween(Duration.ofMillis(249), Duration.ofMillis(251));
        assertThat(latencies.of("r").p50()).isBetween(Duration.ofMillis(249), Duration.ofMillis(251));
    }

    @Test
    void shouldTakeAnUnreadableRecordForTheEventItSaysItStandsFor() {
        claim("r", SourceKind.GENERATED, false);
        var garbage = record(0, 7, "garbage".getBytes(UTF_8));
        with(garbage, PoisonMark.RUN, "r".getBytes(UTF_8));
        with(garbage, PoisonMark.SOURCE, "s".getBytes(UTF_8));
        with(garbage, PoisonMark.INDEX, "17".getBytes(UTF_8));
        var unmarked = with(record(0, 8, "garbage".getBytes(UTF_8)), PoisonMark.RUN, "r".getBytes(UTF_8));

        fold.fold(0, List.of(garbage, unmarked));

        var seen = account.source("r", "s").orElseThrow().statement();
        assertThat(seen.poisoned().first())
                .singleElement()
                .satisfies(sighting ->
                        assertThat(sighting.index() + "@" + sighting.offset()).isEqualTo("17@7"));
        assertThat(account.topic("t").statement().unreadable()).isEqualTo(1);
    }

    private static ConsumerRecord<Void, ByteBuffer> with(
            ConsumerRecord<Void, ByteBuffer> record, String header, byte[] value) {
        record.headers().add(header, value);
        return record;
    }

    @Test
    void shouldNotMeasureWhatWasThereBefore() {
        claim("r", SourceKind.GENERATED, false);
        fold.fold(
                1,
                List.of(
                        record(1, 9, event("s", new Origin("r", 0), NOW.minusSeconds(60))),
                        record(1, 10, event("s", new Origin("r", 1), NOW.minusSeconds(1)))));

        assertThat(latencies.ofAll().events()).isEqualTo(1);
        assertThat(latencies.ofAll().max()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldTakeAnEventFromTheFutureForOneOfNow() {
        claim("r", SourceKind.GENERATED, false);
        fold.fold(0, List.of(record(0, 0, event("s", new Origin("r", 0), NOW.plusSeconds(60)))));

        assertThat(latencies.ofAll().max()).isZero();
    }

    @Test
    void shouldMeasureWhatComesBeforeItsSourceHasSaidAnything() {
        fold.fold(0, List.of(record(0, 0, event("s", new Origin("r", 0), NOW.minusSeconds(1)))));
        claim("r", SourceKind.GENERATED, false);
        fold.fold(0, List.of(record(0, 1, event("s", new Origin("r", 1), NOW.minusSeconds(1)))));

        assertThat(latencies.of("r").events()).isEqualTo(2);
    }

    @Test
    void shouldKeepNoHistogramOfWhatIsTakenIn() {
        fold.fold(0, List.of(record(0, 0, event("s", new Origin("r", 0), NOW.minusSeconds(86_400)))));
        claim("r", SourceKind.INGESTED, false);
        fold.fold(0, List.of(record(0, 1, event("s", new Origin("r", 1), NOW.minusSeconds(86_400)))));

        assertThat(latencies.size()).isZero();
        assertThat(latencies.ofAll().events()).isZero();
    }

    @Test
    void shouldPutTheHistogramsOfEndedRunsTogetherAndLoseNothing() {
        int runs = 4 * LatencyLog.KEPT;
        claim("long", SourceKind.GENERATED, false);
        fold.fold(0, List.of(record(0, 0, event("s", new Origin("long", 0), NOW.minusSeconds(9)))));
        for (int i = 1; i <= runs; i++) {
            claim("r" + i, SourceKind.GENERATED, true);
            fold.fold(0, List.of(record(0, i, event("s", new Origin("r" + i, 0), NOW.minusSeconds(1)))));
        }

        assertThat(latencies.size()).isEqualTo(LatencyLog.KEPT + 1);
        assertThat(latencies.ofAll().events()).isEqualTo(runs + 1);
        assertThat(latencies.of("r" + runs).events()).isEqualTo(1);
        assertThat(latencies.of("long").events()).isEqualTo(1);
    }

    @Test
    void shouldKeepFewHistogramsOfSourcesThatNeverSayAnything() {
        for (int i = 0; i < 4 * LatencyLog.KEPT; i++) {
            fold.fold(0, List.of(record(0, i, event("s", new Origin("r" + i, 0), NOW))));
        }

        assertThat(latencies.size()).isEqualTo(LatencyLog.KEPT);
    }

    private void claim(String run, SourceKind kind, boolean ended) {
        account.claim(new Progress(run, "s", kind, "t", 1, 0, Duration.ZERO, NOW, ended, Map.of()));
    }

    private byte[] event(String source, Origin origin, Instant due) {
        return writer.toBytes(new Event("id", source, "type", due, null, "id", null, origin, Map.of(), EventData.NULL));
    }

    private static ConsumerRecord<Void, ByteBuffer> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>("t", partition, offset, null, ByteBuffer.wrap(value));
    }
}
