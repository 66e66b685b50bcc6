package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles references. Those of one group choose by the same draw, among the same events. */
final class RefWriters {
    private RefWriters() {}

    static FieldWriter of(FieldKind.Ref ref, Spot spot) {
        var source = spot.scope().source();
        var group = group(ref, spot);
        var target = source.references().writer(ref, spot.place());
        var population = source.references().population(group, spot.place());
        long perEvent = spot.scope().perEvent();
        // A list draws for each of its values; a group draws once for the event, wherever its members stand.
        long perDraw = ref.group() == null ? 1 : perEvent;
        long seed = ref.group() == null ? spot.seed() : source.seed(source.name() + " group " + ref.group());
        Skew.Drawing drawing = ref.skew() == null ? Draw::below : ref.skew().drawing();
        // Where none is due yet, it is the first that will be.
        return new RefWriter(
                target,
                index -> drawing.below(Math.max(1, population.applyAsLong(index / perEvent)), seed, index / perDraw));
    }

    private static List<FieldKind.Ref> group(FieldKind.Ref ref, Spot spot) {
        if (ref.group() == null) {
            return List.of(ref);
        }
        var group = new ArrayList<FieldKind.Ref>();
        collect(spot.scope().source().fields(), ref.group(), group);
        if (!group.contains(ref)) {
            group.add(ref);
        }
        for (var other : group) {
            boolean same = other.source().equals(ref.source())
                    && other.among() == ref.among()
                    && String.valueOf(other.skew()).equals(String.valueOf(ref.skew()));
            if (!same) {
                throw spot.refused(
                        "group",
                        "all references of group '" + ref.group()
                                + "' must be to the same source, with the same 'among' and 'skew'; '" + other.ref()
                                + "' differs");
            }
        }
        return group;
    }

    private static void collect(Map<String, FieldKind> fields, String name, List<FieldKind.Ref> group) {
        fields.values().forEach(kind -> collect(kind, name, group));
    }

    private static void collect(FieldKind kind, String name, List<FieldKind.Ref> group) {
        switch (kind) {
            case FieldKind.Ref ref -> {
                if (name.equals(ref.group())) {
                    group.add(ref);
                }
            }
            case CompositeKind.Nested(var fields) -> collect(fields, name, group);
            case CompositeKind.Array(var item, var length) -> collect(item, name, group);
            case CompositeKind.Sometimes(var of, var nulls) -> collect(of, name, group);
            case CompositeKind.Mix(var parts) -> parts.forEach(part -> collect(part.of(), name, group));
            case CompositeKind.Steady(var steady, var by) -> collect(steady, name, group);
            // These have no kind in them, and so no reference.
            case CompositeKind.Expression _, CompositeKind.Fixed _ -> {}
            case FieldKind.Sequence _, FieldKind.Uuid _, FieldKind.Constant _, FieldKind.Choice _ -> {}
            case FieldKind.Flag _, FieldKind.Timestamp _ -> {}
            case NumberKind _, TextKind _, PlaceKind _, KeyedKind _ -> {}
        }
    }
}
