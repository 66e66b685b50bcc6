package dev.millrace.event;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The W3C trace context that travels with an event ({@code traceparent}, version 00).
 *
 * @param traceIdHigh upper 64 bits of the trace id
 * @param traceIdLow  lower 64 bits of the trace id; the id as a whole is never zero
 * @param spanId      the parent span, never zero
 * @param sampled     whether the sampled flag is set
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public record TraceContext(long traceIdHigh, long traceIdLow, long spanId, boolean sampled) {
    private static final int LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    public TraceContext {
        if ((traceIdHigh | traceIdLow) == 0) {
            throw new IllegalArgumentException("the trace id must not be zero");
        }
        if (spanId == 0) {
            throw new IllegalArgumentException("the span id must not be zero");
        }
    }

    /** Reads a {@code traceparent} header; empty where the text is not a valid one, as the specification asks. */
    public static Optional<TraceContext> parse(String text) {
        if (text.length() < LENGTH || (text.length() > LENGTH && text.startsWith("00"))) {
            return Optional.empty();
        }
        if (text.startsWith("ff") || !isLowerHex(text, 0, 2) || !hasDashes(text)) {
            return Optional.empty();
        }
        if (text.length() > LENGTH && text.charAt(LENGTH) != '-') {
            return Optional.empty();
        }
        if (!isLowerHex(text, 3, 35) || !isLowerHex(text, 36, 52) || !isLowerHex(text, 53, 55)) {
            return Optional.empty();
        }
        var high = HexFormat.fromHexDigitsToLong(text, 3, 19);
        var low = HexFormat.fromHexDigitsToLong(text, 19, 35);
        var span = HexFormat.fromHexDigitsToLong(text, 36, 52);
        if ((high | low) == 0 || span == 0) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(high, low, span, (HexFormat.fromHexDigits(text, 53, 55) & 1) == 1));
    }

    /** The {@code traceparent} form, 55 ASCII characters. */
    @Override
    public String toString() {
        return "00-" + HEX.toHexDigits(traceIdHigh) + HEX.toHexDigits(traceIdLow) + '-' + HEX.toHexDigits(spanId)
                + (sampled ? "-01" : "-00");
    }

    private static boolean hasDashes(String text) {
        return text.charAt(2) == '-' && text.charAt(35) == '-' && text.charAt(52) == '-';
    }

    private static boolean isLowerHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
