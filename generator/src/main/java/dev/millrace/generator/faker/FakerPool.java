package dev.millrace.generator.faker;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * Values of a Datafaker expression, made ahead. They follow from the seed: the same expression, locale, size and seed
 * are the same values, on every machine, with the same release of Datafaker. Immutable.
 *
 * @param expression such as {@code name.fullName}, or any text with {@code #{…}} in it
 * @param language   an IETF language tag, such as {@code de} or {@code pt-BR}
 * @param size       how many values are made
 */
public record FakerPool(String expression, String language, int size) {
    /** Providers that look at the clock, so that what they make differs from day to day. */
    private static final Set<String> CLOCKED = Set.of("date", "time", "timeanddate", "business", "twitter", "idnumber");

    private static final Pattern BARE = Pattern.compile("[A-Za-z]\\w*(\\.\\w+)+");
    private static final Pattern DIRECTIVE = Pattern.compile("#\\{\\s*([A-Za-z]\\w*)");
    private static final int MOST = 100_000;

    /** Pools in use by several sources and renderers are made once; making a thousand names takes a moment. */
    private static final Map<Kept, List<String>> KEPT = new LinkedHashMap<>(16, 0.75f, true);

    private static final int MOST_KEPT = 64;

    private record Kept(FakerPool pool, long seed) {}

    public FakerPool {
        if (size < 1 || size > MOST) {
            throw new InvalidSetting("pool", "must be from 1 to " + MOST + ", was " + size);
        }
        if (!BARE.matcher(expression).matches() && !expression.contains("#{")) {
            throw new InvalidSetting(
                    "faker", "'" + expression + "' is no expression such as name.fullName or '#{Name.lastName} & Co'");
        }
        var locale = Locale.forLanguageTag(language);
        if (locale.getLanguage().isEmpty() || !locale.toLanguageTag().equalsIgnoreCase(language)) {
            throw new InvalidSetting("locale", "'" + language + "' is no language such as en, de or pt-BR");
        }
        var directives = DIRECTIVE.matcher(directives(expression));
        while (directives.find()) {
            if (CLOCKED.contains(directives.group(1).toLowerCase(Locale.ROOT))) {
                throw new InvalidSetting(
                        "faker",
                        "'" + directives.group(1) + "' looks at the clock, so its values would differ from day to day;"
                                + " use {timestamp: due, offset: …} for times");
            }
        }
    }

    /** The values under a seed; throws {@link InvalidSetting} if the expression leads nowhere. */
    public List<String> values(long seed) {
        var wanted = new Kept(this, seed);
        synchronized (KEPT) {
            var known = KEPT.get(wanted);
            if (known == null) {
                known = make(seed);
                KEPT.put(wanted, known);
                if (KEPT.size() > MOST_KEPT) {
                    KEPT.remove(KEPT.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private List<String> make(long seed) {
        // Expression and locale go into the seed, so that two pools are not one another's shadows.
        var random = new Random(Draw.seed(seed, expression + '/' + language));
        var faker = new Faker(Locale.forLanguageTag(language), random);
        var directives = directives(expression);
        var values = new ArrayList<String>(size);
        try {
            for (int i = 0; i < size; i++) {
                values.add(faker.expression(directives));
            }
        } catch (RuntimeException e) {
            throw new InvalidSetting("faker", "'" + expression + "' leads nowhere: " + reason(e));
        }
        return List.copyOf(values);
    }

    private static String reason(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        int context = message.indexOf(" for FakerContext");
        return context < 0 ? message.lines().findFirst().orElse(message) : message.substring(0, context);
    }

    /** A bare expression as Datafaker's own: {@code name.fullName} is {@code #{Name.fullName}}. */
    private static String directives(String expression) {
        return BARE.matcher(expression).matches()
                ? "#{" + Character.toUpperCase(expression.charAt(0)) + expression.substring(1) + "}"
                : expression;
    }
}
