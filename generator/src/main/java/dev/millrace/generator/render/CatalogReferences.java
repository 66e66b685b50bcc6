package dev.millrace.generator.render;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.FieldWriter;
import dev.millrace.generator.field.References;
import dev.millrace.generator.render.SourceCompilation.Generated;
import dev.millrace.settings.InvalidSetting;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * Follows references from one source.
 *
 * @param from the referring source
 */
record CatalogReferences(SourceCompilation compilation, String from) implements References {
    @Override
    public FieldWriter writer(FieldKind.Ref ref, String place) {
        var target = target(ref, place);
        var compiler = compilation.compiler(ref.source(), target);
        if (!compiler.has(ref.field())) {
            throw new InvalidSetting(
                    place + ".ref",
                    "source '" + ref.source() + "' has no field '" + ref.field() + "', only "
                            + String.join(", ", target.fields().keySet()));
        }
        var writer = compiler.field(ref.field());
        if (writer.timed()) {
            throw new InvalidSetting(
                    place + ".ref",
                    "a time cannot be referred to, nor what depends on one: when the other event was due is not known");
        }
        return writer;
    }

    @Override
    public LongUnaryOperator population(List<FieldKind.Ref> group, String place) {
        var first = group.getFirst();
        var target = target(first, place);
        long most = group.stream().mapToLong(ref -> most(target, ref)).min().orElse(Long.MAX_VALUE);
        return switch (first.among()) {
            case ALL -> {
                if (most == Long.MAX_VALUE) {
                    throw new InvalidSetting(
                            place + ".among",
                            "'all' needs a 'count' on source '" + first.source() + "' or a 'cardinality' on its field");
                }
                requireEvents(
                        target,
                        first,
                        most,
                        place + ".among",
                        events -> "'all' are the first " + most + " of source '" + first.source()
                                + "', which ends after " + events
                                + "; give it a longer 'duration' or a smaller 'count', or choose 'due'");
                yield index -> most;
            }
            case DUE -> {
                requireEvents(
                        target,
                        first,
                        1,
                        place + ".ref",
                        events -> "source '" + first.source()
                                + "' ends before its first event is due, so there is nothing"
                                + " to refer to; give it a longer 'duration' or a higher 'rate'");
                var own = compilation.dueTimes(from, compilation.generated(from, place));
                var other = compilation.dueTimes(first.source(), target);
                yield index -> Math.min(most, other.countAt(own.offsetNanos(index)));
            }
        };
    }

    /**
     * Refuses a source that ends too early, as far as that is known beforehand: not where its rate follows the calendar, and
     * not in a run, whose rates may have been changed since it began.
     */
    private void requireEvents(
            Generated target, FieldKind.Ref ref, long needed, String setting, LongFunction<String> problem) {
        if (!compilation.isCheck() || target.pacing().rate().followsCalendar()) {
            return;
        }
        long events = compilation.dueTimes(ref.source(), target).events();
        if (events < needed) {
            throw new InvalidSetting(setting, problem.apply(events));
        }
    }

    private Generated target(FieldKind.Ref ref, String place) {
        return compilation.generated(ref.source(), place + ".ref");
    }

    private static long most(Generated target, FieldKind.Ref ref) {
        long count = target.count() == null ? Long.MAX_VALUE : target.count();
        return target.fields().get(ref.field()) instanceof FieldKind.Sequence sequence && sequence.cycle() > 0
                ? Math.min(count, sequence.cycle())
                : count;
    }
}
