package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.network.IpBlock;
import dev.millrace.generator.network.IpText;
import dev.millrace.generator.random.Draw;
import org.jspecify.annotations.Nullable;

/** Compiles the kinds that hold a place. */
final class PlaceWriters {
    private PlaceWriters() {}

    static FieldWriter of(PlaceKind kind, Spot spot) {
        return switch (kind) {
            case PlaceKind.Ip ip -> ip(ip, spot.seed());
            case PlaceKind.Geo(var circle, var stroll) -> GeoWriter.of(circle, stroll, spot);
        };
    }

    private static FieldWriter ip(PlaceKind.Ip kind, long seed) {
        var cardinality = kind.cardinality();
        var skew = kind.skew();
        Skew.Drawing drawing = skew == null ? Draw::below : skew.drawing();
        long which = Draw.bits(seed, -1);
        var block = kind.within();
        // With a cardinality, the draw chooses among so many addresses; without, every event has its own.
        return (SafeTextWriter) (index, due, out) -> write(
                kind.ip(), block, which, cardinality == null ? index : drawing.below(cardinality, seed, index), out);
    }

    private static void write(
            PlaceKind.IpVersion version, @Nullable IpBlock within, long seed, long n, JsonBuffer out) {
        long high = Draw.bits(seed, 2 * n);
        long low = Draw.bits(seed, 2 * n + 1);
        if (version == PlaceKind.IpVersion.V4) {
            IpText.writeV4(within == null ? IpText.publicV4(low) : within.lowWith(low), out);
        } else {
            var block = within == null ? IpBlock.GLOBAL_V6 : within;
            IpText.writeV6(block.highWith(high), block.lowWith(low), out);
        }
    }
}
