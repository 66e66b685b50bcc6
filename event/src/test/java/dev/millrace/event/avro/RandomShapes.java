package dev.millrace.event.avro;

import dev.millrace.event.json.RandomTexts;
import java.util.ArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Shapes of data of every kind, nested, and values of them. */
public final class RandomShapes {
    private final RandomGenerator random;
    private final RandomTexts texts;

    public RandomShapes(RandomGenerator random) {
        this.random = random;
        this.texts = new RandomTexts(random);
    }

    /** An object with up to six fields. */
    public DataShape.Fields fields(int depth) {
        var fields = new ArrayList<DataShape.Field>();
        int count = random.nextInt(1, 7);
        for (int i = 0; i < count; i++) {
            fields.add(new DataShape.Field(name(i), perhapsOptional(shape(depth))));
        }
        return new DataShape.Fields(fields);
    }

    private DataShape perhapsOptional(DataShape shape) {
        return random.nextInt(6) > 0 || shape instanceof DataShape.Nullable ? shape : new DataShape.Optional(shape);
    }

    private DataShape shape(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> new DataShape.Text();
            case 1 -> new DataShape.Whole();
            case 2 -> new DataShape.Real();
            case 3 -> new DataShape.Flag();
            case 4 -> new DataShape.Moment();
            case 5 -> new DataShape.Decimal(18, random.nextInt(19));
            case 6 -> new DataShape.Json();
            case 7 -> new DataShape.Items(shape(depth - 1));
            case 8 -> fields(depth - 1);
            default -> {
                var present = shape(depth - 1);
                yield present instanceof DataShape.Nullable ? present : new DataShape.Nullable(present);
            }
        };
    }

    /** Some names that Avro has no use for. */
    private String name(int i) {
        return switch (random.nextInt(5)) {
            case 0 -> "a-" + i;
            case 1 -> i + " größe";
            case 2 -> "a_" + i;
            default -> "field" + i;
        };
    }

    /** A value of a shape, written to both. */
    public ShapedValue value(DataShape shape) {
        return switch (shape) {
            case DataShape.Text _ -> new ShapedValue.Text(texts.wellFormed(40));
            case DataShape.Whole _ -> new ShapedValue.Whole(random.nextLong() >> random.nextInt(64));
            case DataShape.Real _ -> new ShapedValue.Real(random.nextDouble(-1e9, 1e9));
            case DataShape.Flag _ -> new ShapedValue.Flag(random.nextBoolean());
            case DataShape.Moment _ ->
                new ShapedValue.Moment(random.nextLong(-60_000_000_000_000_000L, 250_000_000_000_000_000L));
            case DataShape.Decimal decimal ->
                new ShapedValue.Decimal(random.nextLong() >> random.nextInt(5, 64), decimal.scale());
            case DataShape.Items items ->
                new ShapedValue.Items(IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> value(items.item()))
                        .toList());
            case DataShape.Fields fields ->
                new ShapedValue.Fields(
                        fields.fields().stream().map(DataShape.Field::name).toList(),
                        fields.fields().stream()
                                .map(field -> value(field.shape()))
                                .toList());
            case DataShape.Json _ ->
                new ShapedValue.Json(
                        switch (random.nextInt(4)) {
                            case 0 -> "null";
                            case 1 -> "{\"a\": [1, 2.50, {\"größe\":\"x\\n\"}]}";
                            case 2 -> "-12.5e3";
                            default -> "\"text\"";
                        });
            case DataShape.Optional optional ->
                random.nextBoolean() ? new ShapedValue.Missing() : new ShapedValue.Present(value(optional.present()));
            case DataShape.Nullable nullable ->
                random.nextBoolean() ? new ShapedValue.Absent() : new ShapedValue.Present(value(nullable.present()));
        };
    }
}
