package dev.millrace.processor.topology;

import dev.millrace.processor.plan.Operation.Gather;

/** A window's kept state was written under another definition, and cannot be gone on with. */
public final class StateMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateMismatch(Gather operation, String applicationId) {
        super("window '" + operation.name() + "' of " + applicationId
                + " has state from another definition (other length, other 'by', or other aggregates). Put the old definition"
                + " back; or give the window another 'name', so that it begins anew from the next event on and the"
                + " old state stays as it is");
    }
}
