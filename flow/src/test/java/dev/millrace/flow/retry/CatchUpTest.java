package dev.millrace.flow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    @Test
    void catchingUpGoesSoManyTimesAsFastUntilThePresentIsReached() {
        // Out from 100 to 400, back since then.
        var catchUp = new CatchUp(3, 100, 400);

        assertThat(LongStream.of(400, 401, 450, 549, 550, 551, 9_000).map(catchUp::reached))
                .containsExactly(100L, 103L, 250L, 547L, 550L, 551L, 9_000L);
    }

    @Test
    void whereThereWasNoOutageAllThatIsDueMayBeSent() {
        assertThat(LongStream.of(Long.MIN_VALUE, -5, 0, 7, Long.MAX_VALUE).map(CatchUp.none()::reached))
                .containsExactly(Long.MIN_VALUE, -5L, 0L, 7L, Long.MAX_VALUE);
    }
}
