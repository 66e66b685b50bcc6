package dev.millrace.generator.infer;

import dev.millrace.generator.field.TextKind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds names and addresses of people, where both the field's name and its texts say so. */
final class InventedKinds {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");
    private static final Pattern FULL = Pattern.compile("\\p{Lu}[\\p{L}.'’-]*( [\\p{L}.'’-]+){1,3}");
    private static final Pattern SINGLE = Pattern.compile("\\p{Lu}[\\p{L}'’ -]{1,30}");
    private static final double NEARLY_ALL = 0.98;
    private static final int LARGEST_POOL = 10_000;

    private InventedKinds() {}

    static Optional<Fitted> of(TextProfile profile, FieldName name, Repeats repeats) {
        return expression(profile, name)
                .map(expression -> new Fitted(
                        new TextKind.Faker(expression, "en", Math.clamp(repeats.values(), 1, LARGEST_POOL)),
                        repeats.note()));
    }

    private static Optional<String> expression(TextProfile profile, FieldName name) {
        if (fits(profile, EMAIL)) {
            return Optional.of("internet.emailAddress");
        }
        if (name.has("first", "name") || name.has("given", "name") || name.has("firstname")) {
            return fits(profile, SINGLE) ? Optional.of("name.firstName") : Optional.empty();
        }
        if (name.has("last", "name") || name.has("family", "name") || name.has("surname")) {
            return fits(profile, SINGLE) ? Optional.of("name.lastName") : Optional.empty();
        }
        if (name.has("name") && !name.has("product") && !name.has("item")) {
            return fits(profile, FULL) ? Optional.of("name.fullName") : Optional.empty();
        }
        if (name.has("city") || name.has("town")) {
            return fits(profile, SINGLE) ? Optional.of("address.city") : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean fits(TextProfile profile, Pattern pattern) {
        var form = pattern.asMatchPredicate();
        long fitting = profile.sample().stream().filter(form).count();
        return fitting >= NEARLY_ALL * profile.sample().size();
    }
}
