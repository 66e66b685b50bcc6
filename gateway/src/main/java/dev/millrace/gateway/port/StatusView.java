package dev.millrace.gateway.port;

/** Everything there is to see of a running system at a glance. Thread-safe. */
public interface StatusView {

    /** How things are now, without asking around: it must answer at once. */
    StatusReport status();
}
