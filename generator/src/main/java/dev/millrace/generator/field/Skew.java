package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.Zipf;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;

/** How unevenly numbers are drawn from a count of them. */
public sealed interface Skew {
    @Doc("By Zipf's law: the n-th most frequent comes up in proportion to n^-zipf.")
    record ByZipf(
            @Doc("The exponent; 1.1 is typical of names, words and shops.")
            double zipf,

            @Doc("Which come up most: the oldest, always the same ones, or the newest, so that the favourites change.")
            @Default("oldest")
            Favourites favour)
            implements Skew {
        public ByZipf {
            if (!(zipf > 0 && zipf <= 10)) {
                throw new InvalidSetting("zipf", "must lie above 0 and up to 10, was " + zipf);
            }
        }
    }

    @Doc("A few get most: {hotspot: 80%, of: 20%} gives the oldest fifth four fifths.")
    record Hotspot(
            @Doc("The share of the draws that go to the few.")
            Share hotspot,

            @Doc("The share of the numbers that are the few.") @Default("20%")
            Share of)
            implements Skew {
        public Hotspot {
            if (of.fraction() == 0 || of.fraction() == 1) {
                throw new InvalidSetting("of", "must lie between 0% and 100%, was " + of);
            }
        }
    }

    /** Which numbers are drawn most. */
    enum Favourites {
        OLDEST,
        NEWEST
    }

    /** Draws numbers; not thread-safe. */
    @FunctionalInterface
    interface Drawing {
        /** A number from 0 to below {@code count}, for draw {@code index} under {@code seed}. */
        long below(long count, long seed, long index);
    }

    /** The drawing this skew stands for. */
    default Drawing drawing() {
        return switch (this) {
            case ByZipf(double exponent, Favourites favour) -> {
                var zipf = new Zipf(exponent);
                yield favour == Favourites.OLDEST
                        ? (count, seed, index) -> zipf.rank(count, seed, index) - 1
                        : (count, seed, index) -> count - zipf.rank(count, seed, index);
            }
            case Hotspot(Share share, Share of) ->
                (count, seed, index) -> {
                    long few = Math.clamp(Math.round(count * of.fraction()), 1, count);
                    long place = Draw.bits(seed, index);
                    boolean hot = few == count || Draw.unit(place, 0) < share.fraction();
                    return hot ? Draw.below(few, place, 1) : few + Draw.below(count - few, place, 1);
                };
        };
    }
}
