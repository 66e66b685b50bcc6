package dev.millrace.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.DeadLetter;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.account.TopicStatement;
import dev.millrace.ledger.testing.SourceDouble;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterFoldTest {
    private final Account account = new Account(Statement.EMPTY);
    private final LetterFold fold = new LetterFold(account, "t");

    @Test
    void shouldPutALetterOfASourceIntoItsAccount() {
        fold(
                header(DeadLetter.STAGE, "source"),
                header(DeadLetter.SOURCE, "s"),
                header(DeadLetter.RUN, "r"),
                header(DeadLetter.INDEX, "7"));

        assertThat(account.statement()
                        .sources()
                        .get(new SourceKey("r", "s"))
                        .deadLettered()
                        .contains(7))
                .isTrue();
        assertThat(letters()).isEqualTo(Map.of(TopicStatement.OF_SOURCES, 1L));
    }

    @Test
    void shouldCountALetterOfAPipelineAndLeaveItsEventDelivered() {
        fold(
                header(DeadLetter.STAGE, "step:filter"),
                header(DeadLetter.PIPELINE, "revenue"),
                header(DeadLetter.SOURCE, "s"),
                header(DeadLetter.RUN, "r"),
                header(DeadLetter.INDEX, "7"));

        assertThat(account.statement().sources()).isEmpty();
        assertThat(letters()).isEqualTo(Map.of("revenue", 1L));
    }

    @Test
    void shouldSayWhereALetterOfASourceDoesNotNameItsEvent() {
        fold(header(DeadLetter.STAGE, "source"), header(DeadLetter.SOURCE, "s"));
        fold(
                header(DeadLetter.STAGE, "source"),
                header(DeadLetter.SOURCE, "s"),
                header(DeadLetter.RUN, "r"),
                header(DeadLetter.INDEX, "-7"));

        assertThat(topic().unreadable()).isEqualTo(2);
        assertThat(letters()).isEqualTo(Map.of(TopicStatement.OF_SOURCES, 2L));
    }

    @Test
    void shouldCountALetterThatSaysNothing() {
        fold();

        assertThat(letters()).isEqualTo(Map.of(TopicStatement.OF_UNKNOWN, 1L));
    }

    private void fold(Header... headers) {
        fold.fold(
                0,
                List.of(new ConsumerRecord<>(
                        "t.dlq",
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        (Void) null,
                        ByteBuffer.allocate(0),
                        new RecordHeaders(headers),
                        Optional.empty())));
    }

    private static Header header(String name, String value) {
        return SourceDouble.header(name, value);
    }

    private TopicStatement topic() {
        return account.statement().topics().get("t.dlq");
    }

    private Map<String, Long> letters() {
        return topic().letters();
    }
}
