package dev.millrace.generator.testing;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** As {@link FaultyProducers}, but each is a {@code KafkaProducer}, and only its transactions fail. */
public final class FaultyTransactions extends FaultyProducers {
    /**
     * @param most    after so many faults no more are planted
     * @param chances of failing, by the name of the producer's method
     */
    public FaultyTransactions(long seed, int most, Map<String, Double> chances) {
        super(seed, most, chances);
    }

    @Override
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        return new Faulty(properties);
    }

    private final class Faulty extends KafkaProducer<byte[], byte[]> {
        Faulty(Map<String, Object> properties) {
            super(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void initTransactions() {
            around("initTransactions", super::initTransactions);
        }

        @Override
        public void beginTransaction() {
            around("beginTransaction", super::beginTransaction);
        }

        @Override
        public void commitTransaction() {
            around("commitTransaction", super::commitTransaction);
        }
    }
}
