package dev.millrace.generator.infer;

import dev.millrace.settings.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures with as many digits as an estimate deserves. */
final class Figures {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final int PERCENT_DECIMALS = 4;

    private Figures() {}

    /** Four digits. */
    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** A value with no more than so many digits behind the point. */
    static double decimals(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    /** A part of a whole, in hundredths of a percent; never rounded to none or all. */
    static Share share(long part, long whole) {
        var fraction = BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), PERCENT_DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
        double least = part == 0 ? 0 : 1e-4;
        double most = part == whole ? 1 : 1 - 1e-4;
        return new Share(Math.clamp(fraction, least, most));
    }

    /** A count as people read it. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** How far two distributions are apart. */
    static String distance(double distance) {
        return String.format(Locale.ROOT, "%.3f", distance);
    }
}
