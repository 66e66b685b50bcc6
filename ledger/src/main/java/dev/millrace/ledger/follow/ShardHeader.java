package dev.millrace.ledger.follow;

import dev.millrace.event.progress.Shard;
import org.apache.kafka.common.header.Headers;

/** Reads from a record's headers into how many shards its source is split. */
final class ShardHeader {
    private static final int LONGEST = 4;

    private ShardHeader() {}

    /**
     * How many shards the source of a record has; 1 where nothing is said, or nothing that can be: its events then stand
     * in the account of a source that never claimed them.
     */
    static int shards(Headers headers) {
        var header = headers.lastHeader(Shard.HEADER);
        var text = header == null ? null : header.value();
        if (text == null || text.length == 0 || text.length > LONGEST) {
            return 1;
        }
        int shards = 0;
        for (byte digit : text) {
            if (digit < '0' || digit > '9') {
                return 1;
            }
            shards = 10 * shards + digit - '0';
        }
        return shards < 1 || shards > Shard.MOST ? 1 : shards;
    }
}
