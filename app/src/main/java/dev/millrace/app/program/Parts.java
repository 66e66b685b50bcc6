package dev.millrace.app.program;

import dev.millrace.delivery.audit.AuditTrail;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.processor.run.Pipeline;
import java.util.List;
import java.util.Optional;

/**
 * What a program consists of, as far as its roles ask for it.
 *
 * @param generator the sources and their runs
 * @param pipelines the pipelines that run here
 * @param audit     the audit trail
 * @param ledger    the account; one that knows nothing where the role is not played here
 * @param status    everything at a glance
 * @param gateway   the HTTP door
 */
record Parts(
        Optional<GeneratorPart> generator,
        List<Pipeline> pipelines,
        Optional<AuditTrail> audit,
        LedgerView ledger,
        StatusView status,
        Optional<Gateway> gateway) {
    Parts {
        pipelines = List.copyOf(pipelines);
    }
}
