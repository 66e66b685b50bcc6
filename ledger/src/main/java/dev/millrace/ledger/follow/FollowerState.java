package dev.millrace.ledger.follow;

import java.util.Optional;

/** What a follower is doing. */
public sealed interface FollowerState {
    /**
     * It has no account yet.
     *
     * @param waitingFor what it waits for, in words for a person
     */
    record Starting(String waitingFor) implements FollowerState {}

    /**
     * It reads.
     *
     * @param trouble what does not work at the moment, such as the database being away; the account is true all the same
     */
    record Following(Optional<String> trouble) implements FollowerState {}

    /**
     * It has ended.
     *
     * @param error why, if it was not told to
     */
    record Stopped(Optional<String> error) implements FollowerState {}
}
