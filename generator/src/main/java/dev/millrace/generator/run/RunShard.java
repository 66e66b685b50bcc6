package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import java.util.ArrayList;
import java.util.List;

/** A shard of a source, within a run. */
record RunShard(String source, Shard shard) {

    /** All shards of a run, in the order of its sources. */
    static List<RunShard> of(Run run) {
        var shards = new ArrayList<RunShard>();
        for (var order : run.sources()) {
            for (int number = 0; number < order.shards(); number++) {
                shards.add(new RunShard(order.source(), new Shard(number, order.shards())));
            }
        }
        return shards;
    }

    /** Where its progress in a run is kept. */
    String progressKey(Run run) {
        return Progress.key(run.id(), source, shard);
    }
}
