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
     * @param left     whether it is known that nothing more of it will be committed, where the run was stopped
     * @param instance the name of this instance
     */
    static ShardStatus of(
            Run run,
            RunShard shard,
            @Nullable SendingLoop task,
            Optional<Progress> reached,
            boolean left,
            String instance) {
        var written = reached.map(Tally::of).orElse(Tally.NONE);
        if (task == null || (task.finished() && written.events() > task.tally().events())) {
            return new ShardStatus(
                    shard.shard(), reached.map(Progress::by).orElse(""), written, elsewhere(run, reached, left));
        }
        return new ShardStatus(shard.shard(), instance, task.tally(), task.state());
    }

    private static SourceState elsewhere(Run run, Optional<Progress> reached, boolean left) {
        if (reached.map(Progress::ended).orElse(false)) {
            return new SourceState.Ended();
        }
        boolean over = switch (run.state()) {
            case RUNNING -> false;
            case STOPPED -> left;
            case ENDED -> true;
        };
        return over
                ? new SourceState.Stopped()
                : new SourceState.Elsewhere(reached.map(Progress::by).orElse(""));
    }
}
