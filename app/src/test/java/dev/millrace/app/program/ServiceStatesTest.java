package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.delivery.audit.AuditState;
import dev.millrace.delivery.audit.AuditStatus;
import dev.millrace.gateway.port.ServiceState;
import java.util.Map;
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

    private static ServiceState audit(long gaps) {
        return ServiceStates.audit(new AuditStatus(new AuditState.Copying(), 10, 10, 0, gaps, 0, Map.of()));
    }
}
