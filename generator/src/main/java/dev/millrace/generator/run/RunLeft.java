package dev.millrace.generator.run;

import java.util.List;

/**
 * That an instance sends nothing more of a run that was stopped: what it had sent is committed, or never will be. Of each
 * instance the last is kept, for nobody asks for long.
 *
 * @param program  to whom the run belongs
 * @param run      the run's id
 * @param instance who says so
 * @param shards   the shards of the run that it had, whether it sent any of them or not
 */
record RunLeft(String program, String run, String instance, List<RunShard> shards) {
    RunLeft {
        shards = List.copyOf(shards);
    }
}
