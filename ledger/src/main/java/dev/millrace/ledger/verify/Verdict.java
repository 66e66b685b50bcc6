package dev.millrace.ledger.verify;

import java.util.List;

/** Whether all that was claimed was seen, once and in order. */
public sealed interface Verdict {
    /** All of it was. */
    record Complete() implements Verdict {
        @Override
        public String word() {
            return "complete";
        }
    }

    /**
     * Something is missing, there twice, out of order, or there without having been claimed.
     *
     * @param findings what, one sentence each
     */
    record Incomplete(List<String> findings) implements Verdict {
        public Incomplete {
            findings = List.copyOf(findings);
        }

        @Override
        public String word() {
            return "incomplete";
        }
    }

    /**
     * Nobody can say.
     *
     * @param reasons why not, one sentence each
     */
    record Unknown(List<String> reasons) implements Verdict {
        public Unknown {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String word() {
            return "unknown";
        }
    }

    /** The verdict in one word, as it stands in JSON. */
    String word();

    /** What follows from findings and doubts: a finding stands, whatever else is in doubt. */
    static Verdict of(List<String> findings, List<String> doubts) {
        if (!findings.isEmpty()) {
            return new Incomplete(findings);
        }
        return doubts.isEmpty() ? new Complete() : new Unknown(doubts);
    }
}
