package dev.millrace.app.program;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.port.LedgerView;
import java.util.Optional;

/**
 * What a program consists of, as far as its roles ask for it.
 *
 * @param generator the sources and their runs
 * @param pipelines the pipelines
 * @param delivery  the audit trail and the ledger
 * @param ledger    the account; one that knows nothing where the role is not played here
 * @param glance    everything at a glance
 * @param gateway   the HTTP door, on its port
 */
record Parts(
        Optional<GeneratorPart> generator,
        Optional<PipelinePart> pipelines,
        Optional<DeliveryPart> delivery,
        LedgerView ledger,
        Glance glance,
        Optional<OnPort<Gateway>> gateway) {}
