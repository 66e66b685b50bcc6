package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The annotation {@code iteration}: numbers that go on by a step, truth values that take turns. */
final class AvroIteration {
    private static final int MOST_DECIMALS = 6;

    private AvroIteration() {}

    static FieldKind kind(String type, Part iteration, ArgProperties properties) throws InvalidSchema {
        return switch (type) {
            case "boolean" -> turns(iteration);
            case "int", "long", "float", "double" -> series(type, iteration);
            case "string" -> numbered(iteration, properties);
            default -> throw iteration.refused("is for numbers, truth values and texts, not for " + type);
        };
    }

    private static FieldKind series(String type, Part iteration) throws InvalidSchema {
        var start = ArgProperties.number(iteration, "start");
        if (start == null) {
            throw iteration.refused("needs 'start'");
        }
        var restart = ArgProperties.number(iteration, "restart");
        var initial = ArgProperties.number(iteration, "initial");
        var step = ArgProperties.number(iteration, "step");
        var by = step != null
                ? step
                : restart != null && restart.compareTo(start) < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        int decimals = 0;
        for (var number : new BigDecimal[] {start, restart, initial, by}) {
            decimals = number == null
                    ? decimals
                    : Math.max(decimals, number.stripTrailingZeros().scale());
        }
        if (decimals > (type.equals("int") || type.equals("long") ? 0 : MOST_DECIMALS)) {
            throw iteration.refused("has more digits behind the point than " + type + " can have here");
        }
        int digits = decimals;
        return iteration.made(() -> new NumberKind.Series(
                new NumberKind.Steps(start.doubleValue(), by.doubleValue(), value(restart), value(initial)), digits));
    }

    private static FieldKind turns(Part iteration) throws InvalidSchema {
        if (iteration.node() instanceof SchemaNode.Members members
                && members.members().get("start") instanceof SchemaNode.Truth(var at, boolean first)
                && !members.has("restart")
                && !members.has("step")) {
            return new CompositeKind.Expression((first ? "index % 2 == 0" : "index % 2 == 1"), null);
        }
        throw iteration.refused("of a truth value has 'start', true or false, and nothing else");
    }

    /** Running numbers between a prefix and a suffix; a sequence counts from 0 by one. */
    private static FieldKind numbered(Part iteration, ArgProperties properties) throws InvalidSchema {
        var before = properties.text("prefix").orElse("");
        var after = properties.text("suffix").orElse("");
        var series = (NumberKind.Series) series("int", iteration);
        var steps = series.series();
        boolean plain = steps.start() == 0 && steps.step() == 1 && steps.initial() == null;
        if (plain && !(before + after).contains("%")) {
            Long cardinality = steps.restart() == null ? null : steps.restart().longValue();
            return iteration.made(() -> new FieldKind.Sequence(before + "%d" + after, cardinality));
        }
        return expression(steps, List.of(before, after));
    }

    /** Any other series as a text: worked out from the event's index. */
    private static FieldKind expression(NumberKind.Steps steps, List<String> around) {
        long start = (long) steps.start();
        long step = (long) steps.step();
        long before = steps.initial() == null ? 0 : Math.abs((long) (steps.initial() - steps.start()));
        var way = "(" + before + " + " + Math.abs(step) + " * index)";
        if (steps.restart() != null) {
            way = "(" + way + " % " + Math.abs((long) (steps.restart() - steps.start())) + ")";
        }
        var number = start + (step > 0 ? " + " : " - ") + way;
        return new CompositeKind.Expression(
                quoted(around.getFirst()) + " + string(" + number + ") + " + quoted(around.getLast()), null);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static @Nullable Double value(@Nullable BigDecimal number) {
        return number == null ? null : number.doubleValue();
    }
}
