package dev.millrace.generator.network;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Written;
import java.util.regex.Pattern;

/**
 * A block of addresses in CIDR notation: {@code 10.0.0.0/8}, {@code 2001:db8::/32}. Bits behind the prefix are
 * cleared.
 *
 * @param high   the upper 64 bits of the first address; of an IPv4 address 0
 * @param low    the lower 64 bits
 * @param prefix how many leading bits are fixed
 * @param four   whether it is IPv4, of 32 bits, rather than IPv6, of 128
 */
@Written(as = "a block of addresses", example = "10.0.0.0/8", pattern = IpBlock.PATTERN)
public record IpBlock(long high, long low, int prefix, boolean four) {
    static final String PATTERN = "([0-9a-fA-F:.]{2,45})/(\\d{1,3})";

    /** All of the global unicast space of IPv6 that is handed out. */
    public static final IpBlock GLOBAL_V6 = new IpBlock(0x2000_0000_0000_0000L, 0, 3, false);

    private static final Pattern BLOCK = Pattern.compile(PATTERN);

    public IpBlock {
        int bits = four ? 32 : 128;
        if (prefix < 0 || prefix > bits) {
            throw new InvalidSetting("", "the prefix must be from 0 to " + bits + ", was " + prefix);
        }
        int free = bits - prefix;
        low &= free >= 64 ? 0 : -1L << free;
        high &= free <= 64 ? -1L : free == 128 ? 0 : -1L << (free - 64);
    }

    /** Reads a block; throws {@link InvalidSetting} without a field where it is none. */
    public static IpBlock parse(String text) {
        var block = BLOCK.matcher(text.strip());
        if (block.matches()) {
            var bits = IpText.read(block.group(1));
            if (bits != null) {
                boolean four = !block.group(1).contains(":");
                return new IpBlock(
                        bits.shiftRight(64).longValue(), bits.longValue(), Integer.parseInt(block.group(2)), four);
            }
        }
        throw new InvalidSetting("", "'" + text + "' is not a block of addresses such as 10.0.0.0/8 or 2001:db8::/32");
    }

    /** The upper 64 bits of an address of the block, 0 for IPv4, whose free bits are these. */
    public long highWith(long bits) {
        int free = 128 - prefix;
        return four || free <= 64 ? high : high | (bits & (free == 128 ? -1L : (1L << (free - 64)) - 1));
    }

    /** The lower 64 bits of an address of the block whose free bits are these. */
    public long lowWith(long bits) {
        int free = (four ? 32 : 128) - prefix;
        return low | (bits & (free >= 64 ? -1L : (1L << free) - 1));
    }

    /** As it is written. */
    @Override
    public String toString() {
        var first = four ? IpText.v4(low) : IpText.v6(high, low);
        return first + "/" + prefix;
    }
}
