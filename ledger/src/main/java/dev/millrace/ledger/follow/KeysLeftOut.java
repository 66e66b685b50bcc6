package dev.millrace.ledger.follow;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Leaves record keys where they are: the account has no use for them, and a copy of each would cost. */
// Kafka's interface is not marked for null.
@SuppressWarnings("NullAway")
final class KeysLeftOut implements Deserializer<Void> {
    @Override
    public @Nullable Void deserialize(String topic, byte[] data) {
        return null;
    }

    @Override
    public @Nullable Void deserialize(String topic, Headers headers, ByteBuffer data) {
        return null;
    }
}
