package dev.millrace.ledger.follow;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceAccount;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.TopicAccount;
import dev.millrace.ledger.account.TopicStatement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Counts dead letters by who put them there. Those of a source itself stand in its account: each took an index and
 * never reached its topic. Those of pipelines did reach it and are delivered all the same.
 */
final class LetterFold implements TopicFold {
    private final Account account;
    private final String topic;
    private final String meantFor;
    private final TopicAccount topicAccount;

    /** Folds the dead letters of topic {@code meantFor}. */
    LetterFold(Account account, String meantFor) {
        this.account = account;
        this.topic = DeadLetter.topicFor(meantFor);
        this.meantFor = meantFor;
        this.topicAccount = account.topic(topic);
    }

    @Override
    public void fold(int partition, List<ConsumerRecord<Void, ByteBuffer>> records) {
        for (var record : records) {
            var headers = record.headers();
            var pipeline = HeaderText.of(headers, DeadLetter.PIPELINE);
            if (DeadLetter.STAGE_SOURCE.equals(HeaderText.of(headers, DeadLetter.STAGE))) {
                ofSource(partition, record.offset(), headers);
            } else if (pipeline != null) {
                topicAccount.letter(pipeline);
            } else {
                topicAccount.letter(TopicStatement.OF_UNKNOWN);
            }
        }
    }

    private void ofSource(int partition, long offset, Headers headers) {
        topicAccount.letter(TopicStatement.OF_SOURCES);
        var source = HeaderText.of(headers, DeadLetter.SOURCE);
        var origin = HeaderText.origin(headers, DeadLetter.RUN, DeadLetter.INDEX);
        var sourceAccount = source == null
                ? Optional.<SourceAccount>empty()
                : origin.flatMap(known -> account.source(
                        new SourceKey(known.run(), source, Shard.of(known.index(), ShardHeader.shards(headers)))));
        if (sourceAccount.isEmpty() || origin.isEmpty()) {
            topicAccount.unreadable(
                    partition, offset, "a source's dead letter that does not name its source, run and index");
            return;
        }
        sourceAccount.get().deadLettered(origin.get().index(), meantFor, topic, partition, offset);
    }
}
