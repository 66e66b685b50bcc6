package dev.millrace.ledger.follow;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.TopicAccount;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes down what sources say about themselves. */
final class ProgressFold implements TopicFold {
    private final Account account;
    private final TopicAccount topic;

    ProgressFold(Account account, String topic) {
        this.account = account;
        this.topic = account.topic(topic);
    }

    @Override
    public void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records) {
        for (var record : records) {
            var value = record.value();
            // A tombstone removes a source's progress from the topic, not what the source has done.
            if (value != null) {
                claim(partition, record.offset(), value);
            }
        }
    }

    private void claim(int partition, long offset, ByteBuffer value) {
        var bytes = new byte[value.remaining()];
        value.get(bytes);
        try {
            account.claim(ProgressJson.read(bytes)).ifPresent(flaw -> topic.unreadable(partition, offset, flaw));
        } catch (UnreadableEvent e) {
            topic.unreadable(partition, offset, e.reason());
        }
    }
}
