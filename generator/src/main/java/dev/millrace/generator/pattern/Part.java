package dev.millrace.generator.pattern;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draws;

/** A piece of a pattern. */
sealed interface Part {
    /** The most steps that making it can take; more than a long holds reads as the most there is. */
    long steps();

    void write(Draws draws, JsonBuffer out);

    /** The same text every time, as UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, made once
    record Literal(byte[] text) implements Part {
        @Override
        public long steps() {
            return 1;
        }

        @Override
        public void write(Draws draws, JsonBuffer out) {
            out.raw(text);
        }
    }

    /** One character of a class, all alike. */
    record OneOf(CharacterSet set) implements Part {
        @Override
        public long steps() {
            return 1;
        }

        @Override
        public void write(Draws draws, JsonBuffer out) {
            CharacterSet.utf8(set.at(draws.below(set.size())), out);
        }
    }

    /** One part after the other. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(Part[] parts) implements Part {
        @Override
        public long steps() {
            long sum = 1;
            for (var part : parts) {
                sum += Math.min(part.steps(), Long.MAX_VALUE - sum);
            }
            return sum;
        }

        @Override
        public void write(Draws draws, JsonBuffer out) {
            for (var part : parts) {
                part.write(draws, out);
            }
        }
    }

    /** One of several, all alike. */
    @SuppressWarnings("ArrayRecordComponent")
    record Either(Part[] parts) implements Part {
        @Override
        public long steps() {
            long most = 0;
            for (var part : parts) {
                most = Math.max(most, part.steps());
            }
            return most;
        }

        @Override
        public void write(Draws draws, JsonBuffer out) {
            parts[(int) draws.below(parts.length)].write(draws, out);
        }
    }

    /** The same part several times, each time drawn anew; every number of times is as likely as the others. */
    record Repeat(Part part, int least, int most) implements Part {
        @Override
        public long steps() {
            return most == 0 ? 1 : part.steps() > Long.MAX_VALUE / most ? Long.MAX_VALUE : most * part.steps();
        }

        @Override
        public void write(Draws draws, JsonBuffer out) {
            long times = least + draws.below(most - least + 1L);
            for (long i = 0; i < times; i++) {
                part.write(draws, out);
            }
        }
    }
}
