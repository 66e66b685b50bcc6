package dev.millrace.generator.network;

import dev.millrace.event.json.JsonBuffer;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Addresses as text: dotted decimals, and IPv6 in the short form of RFC 5952. */
public final class IpText {
    private static final String HEX = "0123456789abcdef";

    private static final Set<Integer> SPECIAL = Set.of(10, 100, 127, 169, 172, 192, 198, 203);
    private static final int[] PUBLIC =
            IntStream.range(1, 224).filter(octet -> !SPECIAL.contains(octet)).toArray();

    private IpText() {}

    /** Appends an IPv4 address, its bits the lower 32. */
    public static void writeV4(long bits, JsonBuffer out) {
        out.number(bits >>> 24 & 0xff).ascii('.').number(bits >>> 16 & 0xff).ascii('.');
        out.number(bits >>> 8 & 0xff).ascii('.').number(bits & 0xff);
    }

    /** An address that anyone may have: its first octet none of those with private, special or reserved blocks. */
    public static long publicV4(long bits) {
        long octet = PUBLIC[(int) ((bits >>> 32) % PUBLIC.length)];
        return (octet << 24) | (bits & 0xffffff);
    }

    /** Appends an IPv6 address: lower-case, no leading zeros, the longest run of zero groups as {@code ::}. */
    public static void writeV6(long high, long low, JsonBuffer out) {
        int gap = 8;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = zeros(high, low, i);
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                out.ascii("::");
                i += gapLength - 1;
            } else {
                if (i > 0 && i != gap + gapLength) {
                    out.ascii(':');
                }
                hex(group(high, low, i), out);
            }
        }
    }

    private static int zeros(long high, long low, int from) {
        int at = from;
        while (at < 8 && group(high, low, at) == 0) {
            at++;
        }
        return at - from;
    }

    private static int group(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> (48 - (i & 3) * 16)) & 0xffff;
    }

    private static void hex(int group, JsonBuffer out) {
        boolean begun = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >>> shift & 0xf;
            begun |= digit != 0 || shift == 0;
            if (begun) {
                out.ascii(HEX.charAt(digit));
            }
        }
    }

    static String v4(long bits) {
        var out = new JsonBuffer(16);
        writeV4(bits, out);
        return out.toString();
    }

    static String v6(long high, long low) {
        var out = new JsonBuffer(48);
        writeV6(high, low, out);
        return out.toString();
    }

    /** The bits of an address, or null where the text is none. No name is ever looked up. */
    static @Nullable BigInteger read(String text) {
        return text.contains(":") ? readV6(text) : readV4(text);
    }

    private static @Nullable BigInteger readV4(String text) {
        if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return null;
        }
        long bits = 0;
        for (var part : text.split("\\.", -1)) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return null;
            }
            bits = bits << 8 | octet;
        }
        return BigInteger.valueOf(bits);
    }

    private static @Nullable BigInteger readV6(String text) {
        int gap = text.indexOf("::");
        var before = groups(gap < 0 ? text : text.substring(0, gap));
        var after = gap < 0 ? new String[0] : groups(text.substring(gap + 2));
        int missing = 8 - before.length - after.length;
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        var bits = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            var group = i < before.length ? before[i] : i < before.length + missing ? "0" : after[i - 8 + after.length];
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            bits = bits.shiftLeft(16).or(BigInteger.valueOf(Integer.parseInt(group, 16)));
        }
        return bits;
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }
}
