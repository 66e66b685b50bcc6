package dev.millrace.checks.bench;

import java.io.IOException;

/** One benchmark. */
interface Bench {
    /** What it is called on the command line. */
    String name();

    /** What it tells, in a line for a person. */
    String about();

    /**
     * Runs it.
     *
     * @param pairs how many times each side runs
     * @throws BenchFailed if a side did not do its work, or not all of it: there is no figure then
     */
    BenchReport run(int pairs) throws IOException, InterruptedException;
}
