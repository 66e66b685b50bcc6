package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.delivery.audit.AuditState;
import dev.millrace.delivery.audit.AuditStatus;
import dev.millrace.gateway.port.ServiceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceStatesTest {
    @Test
    void shouldBeUpWhileTheAuditTrailCopiesAll() {
        assertThat(audit(0).state()).isEqualTo(ServiceState.State.UP);
    }

    @Test
    void shouldSayThatTheAuditTrailHasGaps() {
        assertThat(audit(2).state()).isEqualTo(ServiceState.State.DEGRADED);
        assertThat(audit(2).detail()).contains("2 times").contains("audit.gaps");
    }

    @Test
    void shouldSayThatTheGeneratorIsDownWhereItHasNoPartInTheRuns() {
        assertThat(ServiceStates.generator(List.of(), Optional.empty()).state()).isEqualTo(ServiceState.State.UP);

        var outside = ServiceStates.generator(List.of(), Optional.of("Kafka said no"));

        assertThat(outside.state()).isEqualTo(ServiceState.State.DOWN);
        assertThat(outside.detail()).isEqualTo("Kafka said no");
    }

    private static ServiceState audit(long gaps) {
        return ServiceStates.audit(new AuditStatus(new AuditState.Copying(), 10, 10, 0, gaps, 0, Map.of()));
    }
}
