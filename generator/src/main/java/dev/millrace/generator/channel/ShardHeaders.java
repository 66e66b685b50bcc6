package dev.millrace.generator.channel;

import dev.millrace.event.progress.Shard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The header that says into how many shards a record's source is split. */
final class ShardHeaders {
    private ShardHeaders() {}

    /** Headers with this one among them; unchanged where the source is not split. */
    static List<Header> with(List<? extends Header> headers, Shard shard) {
        if (shard.isWhole()) {
            return List.copyOf(headers);
        }
        var all = new ArrayList<Header>(headers);
        all.add(new RecordHeader(Shard.HEADER, Integer.toString(shard.of()).getBytes(StandardCharsets.US_ASCII)));
        return List.copyOf(all);
    }
}
