package dev.millrace.checks.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs two sides in turns: who begins changes from pair to pair, so that a drift of the machine favours neither. */
final class Pairs {
    private Pairs() {}

    /** One side's run; gives its rate, events a second. */
    interface Side {
        double run() throws IOException, InterruptedException;
    }

    static List<BenchReport.Pair> run(int pairs, Side ours, Side theirs) throws IOException, InterruptedException {
        var done = new ArrayList<BenchReport.Pair>();
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 2 == 0) {
                double one = ours.run();
                done.add(new BenchReport.Pair(one, theirs.run()));
            } else {
                double other = theirs.run();
                done.add(new BenchReport.Pair(ours.run(), other));
            }
            System.err.printf(
                    "  pair %d of %d: ours %,.0f, theirs %,.0f events/s%n",
                    pair + 1, pairs, done.getLast().ours(), done.getLast().theirs());
        }
        return done;
    }
}
