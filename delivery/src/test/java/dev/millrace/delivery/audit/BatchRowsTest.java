package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchRowsTest {
    private final BatchRows rows = new BatchRows(50_000);

    @Test
    void shouldComeDownToOneWhenARecordIsRefusedAgainAndAgain() {
        int tries = 0;
        while (rows.limit() > 1) {
            rows.refused(rows.limit());
            tries++;
        }

        assertThat(tries).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldMakeSmallerBatchesOfOneThatDoesNotGetThrough() {
        for (int i = 0; i < 10; i++) {
            rows.unavailable();
        }

        assertThat(rows.limit()).isEqualTo(500);
    }

    @Test
    void shouldNotGrowBecauseTheDatabaseIsGone() {
        rows.refused(16);

        rows.unavailable();

        assertThat(rows.limit()).isEqualTo(1);
    }

    @Test
    void shouldGrowBackWithSuccess() {
        rows.refused(16);

        for (int i = 0; i < 20; i++) {
            rows.committed();
        }

        assertThat(rows.limit()).isEqualTo(50_000);
    }
}
