package dev.millrace.flow.limit;

import java.util.concurrent.CompletionStage;

/** Where the logs of shared limits are kept. Safe for use by several threads. */
public interface LeaseServer {
    /**
     * Asks for a lease. Returns at once; the stage ends exceptionally if the server can't be reached, and need not end
     * at all.
     */
    CompletionStage<LeaseReply> lease(LeaseRequest request);
}
