package dev.millrace.app.program;

/** What an instance does. */
public enum Role {
    /** Sends what sources make and what files and posts bring. */
    GENERATOR,
    /** Runs the pipelines. */
    PROCESSOR,
    /** Keeps the audit trail and the ledger. */
    DELIVERY,
    /** Opens the HTTP door. */
    GATEWAY
}
