package dev.millrace.generator.loop;

import dev.millrace.generator.channel.Tally;

/** The sending loop of a source or a shard of it: one that there is, or what is left of one. Thread-safe. */
public sealed interface SendingLoop permits SourceTask, SendingLoop.Over {
    /** How far it has come. */
    Tally tally();

    /** What it is doing. */
    SourceState state();

    /** Whether it is over, in whatever way. */
    boolean finished();

    /** One that is over, without what it sent with: a body's renderer and a closed producer's buffer are megabytes. */
    record Over(Tally tally, SourceState state) implements SendingLoop {
        @Override
        public boolean finished() {
            return true;
        }
    }
}
