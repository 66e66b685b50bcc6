package dev.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TraceDerivationTest {
    /** Worked out apart from the code, from the specification. */
    private static final String SEED_42_INDEX_7 = "00-e841fbf11c9fb46754a9f1c595599c38-fc64e330fcf39c9d-01";

    @Test
    void everyEventHasATraceOfItsOwn() {
        var derivation = new TraceDerivation(1, TraceDerivation.ALL_SAMPLED);
        var seen = new HashSet<TraceContext>();

        LongStream.range(0, 10_000).forEach(index -> seen.add(derivation.at(index)));

        assertThat(seen).hasSize(10_000).allMatch(TraceContext::sampled);
        assertThat(seen.stream().map(TraceContext::spanId).distinct()).hasSize(10_000);
    }

    @Test
    void theDerivationStaysWhatItIs() {
        // As specified in docs/frame-format.md; frames that are stored rest on it.
        assertThat(new TraceDerivation(42, 0).at(7)).hasToString(SEED_42_INDEX_7);
    }

    @Test
    void theShareThatIsSampledFollowsFromTheRejection() {
        var tenth = new TraceDerivation(3, (long) (0.9 * TraceDerivation.NONE_SAMPLED));
        var none = new TraceDerivation(3, TraceDerivation.NONE_SAMPLED);

        assertThat(LongStream.range(0, 100_000).filter(tenth::sampled).count() / 100_000.0)
                .isCloseTo(0.1, within(0.005));
        assertThat(LongStream.range(0, 1_000).filter(none::sampled).count()).isZero();
    }

    @Test
    void aRejectionBeyondAllIsRefused() {
        assertThatThrownBy(() -> new TraceDerivation(0, TraceDerivation.NONE_SAMPLED + 1))
                .hasMessageContaining("rejection");
        assertThatThrownBy(() -> new TraceDerivation(0, -1)).hasMessageContaining("rejection");
    }
}
