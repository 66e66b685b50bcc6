package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the kind of a field of texts.
 *
 * @param mostListed up to so many different values may be listed
 */
record TextKinds(int mostListed) {
    /** Up to so many are listed whatever their form. */
    private static final int FEW = 20;

    Fitted of(TextProfile profile, FieldName name) {
        var distinct = profile.distinct();
        if (profile.listed().complete() && distinct.different() == 1) {
            return constant(profile.listed().byCount().keySet().iterator().next());
        }
        if (profile.times().whole()) {
            return profile.times().fitted();
        }
        boolean repeats = distinct.total() >= 2 * distinct.different();
        boolean listable = profile.listed().complete() && repeats && namable(profile);
        if (listable && distinct.different() <= FEW) {
            return choice(profile.listed().byCount());
        }
        var repeated = Repeats.of(distinct);
        var known = IdKinds.of(profile, repeated).or(() -> numbered(profile, repeated, name));
        if (known.isPresent()) {
            return known.get();
        }
        if (listable && distinct.different() <= mostListed) {
            return choice(profile.listed().byCount());
        }
        return InventedKinds.of(profile, name, repeated).orElseGet(() -> TextPatterns.of(profile, repeated));
    }

    /** A text that is always the same; as JSON where it would read as a number. */
    private static Fitted constant(String text) {
        return new Fitted(
                Literal.parse(text).json()
                        ? new CompositeKind.Fixed('"' + text + '"')
                        : new FieldKind.Constant(Literal.text(text)));
    }

    /** Whether the values can stand as names in a file, where no variable is replaced. */
    private static boolean namable(TextProfile profile) {
        return profile.listed().byCount().keySet().stream().noneMatch(text -> text.contains("${"));
    }

    private static Fitted choice(Map<String, Long> counts) {
        var weights = new LinkedHashMap<String, Double>();
        counts.forEach((text, count) -> weights.put(text, (double) count));
        return new Fitted(new FieldKind.Choice(weights));
    }

    private static Optional<Fitted> numbered(TextProfile profile, Repeats repeats, FieldName name) {
        var form = profile.numbered();
        if (form == null || form.after().contains("%") || form.before().contains("%")) {
            return Optional.empty();
        }
        var steps = profile.steps();
        if (steps.steady() && steps.step() > 0) {
            Long values = steps.returns() ? profile.distinct().different() : null;
            return Optional.of(new Fitted(
                    new FieldKind.Sequence(form.sequence(values == null ? Long.MAX_VALUE / 8 : values), values)));
        }
        boolean worthwhile = repeats.any() && (name.isId() || profile.distinct().different() > FEW);
        if (!worthwhile) {
            return Optional.empty();
        }
        // Drawn, not taking turns: an even skew is one whose few get their due.
        var skew = Optional.ofNullable(repeats.skew()).orElse(Repeats.EVEN);
        return Optional.of(new Fitted(
                new FieldKind.Sequence(form.sequence(repeats.values()), repeats.values(), skew), repeats.note()));
    }
}
