package dev.millrace.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.generator.channel.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A topic of a thousand records, one a second, dealt out to three partitions; each record's value is its number. */
class TopicTailIT {
    private static final int RECORDS = 1_000;

    private final Instant first = Instant.now().minusSeconds(RECORDS);
    private final KafkaAccess kafka = new KafkaAccess(SharedKafka.bootstrapServers(), Map.of());
    private final String topic = SharedKafka.newTopic("tailed", 3);

    @BeforeEach
    void fill() throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(
                kafka.with(Map.of("transactional.id", topic)), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int number = 0; number < RECORDS; number++) {
                sent.add(send(producer, number, number));
            }
            producer.commitTransaction();
            producer.beginTransaction();
            sent.add(send(producer, RECORDS - 1, -1));
            producer.flush();
            producer.abortTransaction();
        }
        for (var record : sent) {
            record.get();
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, int second, int number) {
        return producer.send(new ProducerRecord<>(
                topic,
                second % 3,
                first.plusSeconds(second).toEpochMilli(),
                null,
                Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
    }

    private List<Integer> shown(int count, @Nullable Instant from) {
        var shown = new ArrayList<Integer>();
        try (var tail = TopicTail.open(kafka, new TailRequest(topic, count, from, false))) {
            for (var next = tail.next(); next.isPresent(); next = tail.next()) {
                shown.add(Integer.valueOf(new String(next.get().value(), StandardCharsets.UTF_8)));
            }
        }
        return shown;
    }

    private static List<Integer> numbers(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "100"})
    void shouldShowTheLastCommittedRecordsInTheOrderOfTheirTimes(int count) {
        assertThat(shown(count, null)).isEqualTo(numbers(RECORDS - count, RECORDS));
    }

    @Test
    void shouldShowAllWhereMoreIsAskedForThanThereIs() {
        assertThat(shown(2 * RECORDS, null)).isEqualTo(numbers(0, RECORDS));
    }

    @ParameterizedTest(name = "{1} from number {0}")
    @CsvSource({"0, 5", "400, 5", "400, 300", "998, 5"})
    void shouldShowTheFirstRecordsFromATimeOn(int number, int count) {
        assertThat(shown(count, first.plusSeconds(number)))
                .isEqualTo(numbers(number, Math.min(number + count, RECORDS)));
    }

    @Test
    void shouldSayWhichTopicsThereAre() {
        var missing = new TailRequest(topic + "s", 5, null, false);

        assertThatThrownBy(() -> TopicTail.open(kafka, missing))
                .isInstanceOf(NoSuchTopic.class)
                .hasMessageContaining(topic);
    }
}
