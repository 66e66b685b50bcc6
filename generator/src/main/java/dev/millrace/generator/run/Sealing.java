package dev.millrace.generator.run;

import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelRefused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each shard of a stopped run that never was begun say that nothing came of it, for one that says nothing counts as
 * missing. Whoever was about to begin with it is shut out.
 */
record Sealing(ActiveRun.Means means) {
    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    /**
     * Seals what is to be sealed of a run.
     *
     * @param keys  gives the keys of the shards that may be sealed here
     * @param until a reading of the monotonic clock; no further shard is begun with after it, nor by who is interrupted
     * @return the shards of which that could not be had
     */
    Set<RunShard> seal(Run run, Function<RunShard, Optional<ChannelKey>> keys, long until) {
        var silent = new HashMap<RunShard, ChannelKey>();
        for (var shard : RunShard.of(run)) {
            if (!shard.shard().isWhole()
                    && means.facts().progress(shard.progressKey(run)).isEmpty()) {
                keys.apply(shard).ifPresent(key -> silent.put(shard, key));
            }
        }
        var sealed = sealed(silent, until);
        if (!sealed.isEmpty()) {
            means.facts().leave(run, means.slots().instance(), sealed);
        }
        var unsealed = new HashSet<>(silent.keySet());
        unsealed.removeAll(sealed);
        return unsealed;
    }

    private Set<RunShard> sealed(Map<RunShard, ChannelKey> silent, long until) {
        var sealed = new HashSet<RunShard>();
        silent.forEach((shard, key) -> {
            boolean inTime =
                    System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted();
            if (inTime && isSealed(key)) {
                sealed.add(shard);
            }
        });
        return sealed;
    }

    private boolean isSealed(ChannelKey key) {
        try {
            means.channels().open(key).close();
            return true;
        } catch (ChannelLost | ChannelRefused e) {
            log.warn(
                    "A shard of a stopped run has said nothing, and the ledger will miss it: run={} source={} shard={}"
                            + " reason={}",
                    key.run(),
                    key.source(),
                    key.shard(),
                    e.getMessage());
            return false;
        }
    }
}
