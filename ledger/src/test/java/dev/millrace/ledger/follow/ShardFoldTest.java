package dev.millrace.ledger.follow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Sighting;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of sources that are split, taken down shard by shard. */
class ShardFoldTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final CloudEventWriter writer = new CloudEventWriter();
    private final Account account = new Account(Statement.EMPTY);
    private final EventFold fold = new EventFold(
            account,
            "t",
            new LatencyLog(account, Clock.fixed(NOW, ZoneOffset.UTC), Map.of()),
            new InMemorySchemaRegistry());

    /** Shards that run apart, mixed at random as several senders would: in order within each, and nothing is amiss. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindNothingAmissWhereShardsRunApart(long seed) {
        var random = new Random(seed);
        int shards = 1 + random.nextInt(8);
        var places = new long[shards];
        var records = new ArrayList<ConsumerRecord<Void, ByteBuffer>>();
        for (int i = 0; i < 20_000; i++) {
            int shard = random.nextInt(shards);
            long index = new Shard(shard, shards).index(places[shard]++);
            records.add(record(i, index, shards == 1 ? null : Integer.toString(shards)));
        }

        fold.fold(0, records);

        for (int number = 0; number < shards; number++) {
            var seen = seen(new Shard(number, shards));
            assertThat(seen.disordered().count()).isZero();
            assertThat(seen.repeated().count()).isZero();
            assertThat(seen.lanes().getFirst().settled().countBelow(places[number]))
                    .isEqualTo(places[number]);
            // A shard without a hole is one range, as a whole source is.
            assertThat(seen.lanes().getFirst().settled().ranges(0, Long.MAX_VALUE, 9))
                    .hasSize(1);
        }
    }

    @Test
    void shouldSeeWhatIsOutOfOrderOrRepeatedWithinItsShard() {
        fold.fold(
                0,
                List.of(record(0, 1, "4"), record(1, 9, "4"), record(2, 0, "4"), record(3, 5, "4"), record(4, 9, "4")));

        var seen = seen(new Shard(1, 4));
        assertThat(seen.disordered().first()).containsExactly(new Sighting(5, "t", 0, 3));
        assertThat(seen.repeated().first()).containsExactly(new Sighting(9, "t", 0, 4));
        assertThat(seen(new Shard(0, 4)).disordered().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-4", "x", "", "99999", "1025"})
    void shouldTakeAHeaderThatSaysNothingForNone(String header) {
        fold.fold(0, List.of(record(0, 6, header)));

        assertThat(seen(Shard.ONLY).lanes().getFirst().settled().contains(6)).isTrue();
    }

    private SourceStatement seen(Shard shard) {
        var seen = account.statement().sources().get(new SourceKey("r", "s", shard));
        assertThat(seen).isNotNull();
        return seen;
    }

    private ConsumerRecord<Void, ByteBuffer> record(long offset, long index, @Nullable String shards) {
        var value = writer.toBytes(
                new Event("id", "s", "type", NOW, null, "id", null, new Origin("r", index), Map.of(), EventData.NULL));
        var record = new ConsumerRecord<Void, ByteBuffer>("t", 0, offset, null, ByteBuffer.wrap(value));
        if (shards != null) {
            record.headers().add(Shard.HEADER, shards.getBytes(US_ASCII));
        }
        return record;
    }
}
