package dev.millrace.ledger.follow;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationJson;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.TopicAccount;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes down what sources did with indices other than send each of them once and in order. */
final class DeviationFold implements TopicFold {
    private final Account account;
    private final String topic;
    private final TopicAccount topicAccount;

    DeviationFold(Account account, String topic) {
        this.account = account;
        this.topic = topic;
        this.topicAccount = account.topic(topic);
    }

    @Override
    public void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records) {
        for (var record : records) {
            var value = record.value();
            if (value == null) {
                topicAccount.unreadable(partition, record.offset(), "a record without a value");
                continue;
            }
            var bytes = new byte[value.remaining()];
            value.get(bytes);
            try {
                announced(DeviationJson.read(bytes), partition, record.offset());
            } catch (UnreadableEvent e) {
                topicAccount.unreadable(partition, record.offset(), e.reason());
            }
        }
    }

    private void announced(Deviation deviation, int partition, long offset) {
        account.source(new SourceKey(deviation.run(), deviation.source(), deviation.shard()))
                .ifPresentOrElse(
                        source -> source.announced(deviation, topic, partition, offset),
                        () -> topicAccount.unreadable(
                                partition,
                                offset,
                                "a source or run that is not claimed and cannot be kept by that name"));
    }
}
