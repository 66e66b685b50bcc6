package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineCountersTest {
    private final PipelineCounters counters = new PipelineCounters();

    @Test
    void nothingCountsBeforeItIsCommitted() {
        var one = counters.begin();
        var two = counters.begin();
        one.in += 2;
        two.in += 3;
        two.late++;
        assertThat(counters.snapshot()).isEqualTo(Counts.NONE);

        counters.committed();
        counters.committed();

        assertThat(counters.snapshot()).isEqualTo(new Counts(5, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void whatIsAbortedNeverCounts() {
        var tally = counters.begin();
        tally.in += 2;
        tally.out += 2;
        counters.aborted();
        tally.in++;
        tally.deadLettered++;

        counters.committed();

        assertThat(counters.snapshot()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void aTaskThatEndsBeforeACommitTakesWhatItDidWithIt() {
        var gone = counters.begin();
        var stays = counters.begin();
        gone.in += 2;
        stays.in += 3;
        counters.end(gone);

        counters.committed();

        assertThat(counters.snapshot().in()).isEqualTo(3);
    }

    @Test
    void theTransactionOfOneThreadIsNotThatOfAnother() throws InterruptedException {
        var tally = counters.begin();
        tally.in++;
        var other = Thread.ofPlatform().start(() -> {
            counters.begin().in += 10;
            counters.committed();
        });
        other.join();

        assertThat(counters.snapshot().in()).isEqualTo(10);
    }
}
