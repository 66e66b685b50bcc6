package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.limit.SharedLimit.LimitName;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseDeskTest {
    private static final LimitSettings SETTINGS =
            new LimitSettings(new Rate(20_000.0), Duration.ofSeconds(1), new Share(0), List.of("orders"));

    @Test
    void shouldLetNobodyTakeFromALeaseThatIsAccountedFor() {
        var desk = new LeaseDesk(new LimitName("shop", "one"), SETTINGS, 0);
        var lease = new Lease(0, 10, 5, 1, 1);
        assertThat(lease.take(2, 9)).isEqualTo(2);

        desk.turnTo(lease, 20);

        assertThat(lease.take(3, 9))
                .as("for a caller that read its clock in time and went on late")
                .isZero();
        desk.publish();
        assertThat(desk.status(Lease.none(20)).taken()).isEqualTo(2);
    }
}
