package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places();

    @Test
    void shouldRefuseOneMoreThanThereIsRoomFor() {
        var runs = Collections.nCopies(Places.MOST, run(RunOrigin.REQUEST, RunState.RUNNING));

        assertThatExceptionOfType(InvalidRunRequest.class)
                .isThrownBy(() -> places.within(runs, () -> {}))
                .withMessageContaining("64");
    }

    @Test
    void shouldCountThoseThatAreAboutToBeWritten() {
        var runs = Collections.nCopies(Places.MOST - 1, run(RunOrigin.REQUEST, RunState.RUNNING));

        places.within(
                runs,
                () -> assertThatExceptionOfType(InvalidRunRequest.class)
                        .isThrownBy(() -> places.within(runs, () -> {})));

        assertThatCode(() -> places.within(runs, () -> {})).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCountWhatIsOverNorWhatNobodyAskedFor() {
        var runs = new ArrayList<>(Collections.nCopies(Places.MOST, run(RunOrigin.REQUEST, RunState.ENDED)));
        runs.addAll(Collections.nCopies(Places.MOST, run(RunOrigin.FILE, RunState.RUNNING)));

        assertThatCode(() -> places.within(runs, () -> {})).doesNotThrowAnyException();
    }

    private static Run run(RunOrigin origin, RunState state) {
        return new Run("r", "shop", origin, "f", Instant.EPOCH, state, List.of(), null);
    }
}
