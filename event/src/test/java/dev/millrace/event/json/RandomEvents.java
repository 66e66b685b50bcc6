package dev.millrace.event.json;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Events of every shape, with texts that need escaping. */
public final class RandomEvents {
    private final RandomGenerator random;
    private final RandomTexts texts;

    public RandomEvents(RandomGenerator random) {
        this.random = random;
        this.texts = new RandomTexts(random);
    }

    public Event next() {
        return new Event(
                texts.notEmpty(20),
                texts.notEmpty(20),
                texts.notEmpty(20),
                Instant.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextLong(1_000_000) * 1_000),
                random.nextBoolean() ? texts.wellFormed(20) : null,
                texts.notEmpty(20),
                random.nextBoolean() ? trace() : null,
                random.nextBoolean()
                        ? new Origin(texts.notEmpty(20), random.nextLong() >>> random.nextInt(1, 64))
                        : null,
                extensions(),
                EventData.ofJson(json(3)));
    }

    /** One JSON value, with white space where it may be. */
    public String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 3 -> random.nextInt(100) + "." + random.nextInt(100) + "e" + random.nextInt(-9, 9);
            case 4 -> new JsonBuffer().string(texts.wellFormed(20)).toString();
            case 5 -> "[" + space() + json(depth - 1) + space() + "," + space() + json(depth - 1) + space() + "]";
            default ->
                "{" + space() + new JsonBuffer().string(texts.wellFormed(9)) + space() + ":" + space() + json(depth - 1)
                        + "}";
        };
    }

    private TraceContext trace() {
        return new TraceContext(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1, random.nextBoolean());
    }

    private Map<String, String> extensions() {
        var extensions = new HashMap<String, String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            extensions.put("x" + random.nextInt(100), texts.wellFormed(20));
        }
        return extensions;
    }

    private String space() {
        return " \t\r\n".substring(0, random.nextInt(5));
    }
}
