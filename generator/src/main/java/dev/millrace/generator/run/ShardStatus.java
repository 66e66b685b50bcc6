package dev.millrace.generator.run;

import dev.millrace.event.progress.Shard;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.loop.SourceState;

/**
 * A shard of a source of a run, as it stands.
 *
 * @param shard    which
 * @param instance who sends it, or committed last where that is over; empty if nobody has yet
 * @param tally    how far it has come
 * @param state    what it does
 */
public record ShardStatus(Shard shard, String instance, Tally tally, SourceState state) {
    ShardStatus in(SourceState other) {
        return new ShardStatus(shard, instance, tally, other);
    }
}
