package dev.millrace.generator.loop;

/** What a source is doing. */
public sealed interface SourceState {
    /** Opening its channel for the first time. */
    record Starting() implements SourceState {}

    /**
     * Sent by another instance, as far as is known here.
     *
     * @param instance which committed last; empty if none has yet
     */
    record Elsewhere(String instance) implements SourceState {}

    /** Sending, or waiting for something to send. */
    record Sending() implements SourceState {}

    /** Unable to send, or to get at what it is to send; trying again. */
    record Waiting(String reason) implements SourceState {}

    /** Stopped in order; may go on another time. */
    record Stopped() implements SourceState {}

    /** All sent; nothing more will come. */
    record Ended() implements SourceState {}

    /** Given up, for a reason that will not pass by itself. */
    record Failed(String reason) implements SourceState {}
}
