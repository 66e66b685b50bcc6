package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.loop.SendingLoop;
import dev.millrace.generator.loop.SourceState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how a shard stands from what is known of it: by its loop, where it has one here, and by its progress. Pure. */
final class ShardReport {
    private ShardReport() {}

    /**
     * @param run      as it stands
     * @param task     its loop here, if there is or was one
     * @param reached  what was last committed
     * @param instance the name of this instance
     */
    static ShardStatus of(
            Run run, RunShard shard, @Nullable SendingLoop task, Optional<Progress> reached, String instance) {
        var written = reached.map(Tally::of).orElse(Tally.NONE);
        if (task == null) {
            return new ShardStatus(
                    shard.shard(), reached.map(Progress::by).orElse(""), written, elsewhere(run, reached));
        }
        var own = task.tally();
        boolean others = task.finished() && written.events() > own.events();
        return others
                ? new ShardStatus(shard.shard(), reached.map(Progress::by).orElse(""), written, elsewhere(run, reached))
                : new ShardStatus(shard.shard(), instance, own, task.state());
    }

    private static SourceState elsewhere(Run run, Optional<Progress> reached) {
        if (reached.map(Progress::ended).orElse(false)) {
            return new SourceState.Ended();
        }
        return run.state() == RunState.RUNNING
                ? new SourceState.Elsewhere(reached.map(Progress::by).orElse(""))
                : new SourceState.Stopped();
    }
}
