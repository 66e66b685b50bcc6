package dev.millrace.generator.run;

import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.share.SlotTenant;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent here, as far as the slots go.
 *
 * @param keeping held while this instance writes as the keeper
 */
record RunsTenant(RunsHere here, Lock keeping) implements SlotTenant {
    private static final Logger log = LoggerFactory.getLogger(RunsTenant.class);

    @Override
    public void leave() {
        here.leave().forEach(SourceTask::close);
        keeping.lock();
        try {
            log.debug("What this instance had to write as the keeper is written");
        } finally {
            keeping.unlock();
        }
    }

    @Override
    public void evicted() {
        here.leave();
    }
}
