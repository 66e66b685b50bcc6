package dev.millrace.gateway.run;

import dev.millrace.gateway.body.Body;
import dev.millrace.gateway.body.JsonCutter;
import dev.millrace.gateway.port.RateRequest;
import dev.millrace.gateway.port.StartRequest;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what to run: {@code {"sources":["orders"],"rate":"5000/s","count":1000,"duration":"30s"}}. Thread-safe.
 * Fields it does not know are refused: a misspelt limit would otherwise be none.
 */
public final class StartRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FIELDS = "sources, rate, count, duration";

    private final JsonCutter cutter;

    /** @param cutter checks that the body is sound JSON before it is read */
    public StartRequestReader(JsonCutter cutter) {
        this.cutter = cutter;
    }

    /**
     * Reads a request.
     *
     * @throws InvalidSetting if a field is missing, unknown, twice there or not valid
     * @throws dev.millrace.gateway.problem.ProblemException if the body is not JSON
     */
    StartRequest read(Body body) {
        var value = cutter.value(body);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body.bytes(), value.offset(), value.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidSetting("", "a run is a JSON object with the fields " + FIELDS);
            }
            return fields(parser);
        }
    }

    /**
     * Reads a change of rates: {@code {"rate":"500/s","sources":["orders"]}}; without sources it is for all.
     *
     * @throws InvalidSetting if a field is missing, unknown, twice there or not valid
     * @throws dev.millrace.gateway.problem.ProblemException if the body is not JSON
     */
    RateRequest readChange(Body body) {
        var value = cutter.value(body);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body.bytes(), value.offset(), value.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidSetting("", "a change of a run is a JSON object with the fields rate, sources");
            }
            List<String> sources = List.of();
            Rate rate = null;
            Set<String> seen = new TreeSet<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (!seen.add(name)) {
                    throw new InvalidSetting(name, "is there twice");
                }
                parser.nextToken();
                switch (name) {
                    case "rate" -> rate = rate(parser);
                    case "sources" -> sources = sources(parser);
                    default ->
                        throw new InvalidSetting(
                                name, "cannot be changed while a run goes on, or is not known; known: rate, sources");
                }
            }
            if (rate == null) {
                throw new InvalidSetting("rate", "must be said, such as \"500/s\"");
            }
            return new RateRequest(sources, rate);
        }
    }

    private static StartRequest fields(JsonParser parser) {
        List<String> sources = List.of();
        Rate rate = null;
        Long count = null;
        Duration duration = null;
        Set<String> seen = new TreeSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (!seen.add(name)) {
                throw new InvalidSetting(name, "is there twice");
            }
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "sources" -> sources = sources(parser);
                case "rate" -> rate = rate(parser);
                case "count" -> count = count(parser);
                case "duration" -> duration = duration(parser);
                default -> throw new InvalidSetting(name, "is not known here; known: " + FIELDS);
            }
        }
        if (sources.isEmpty()) {
            throw new InvalidSetting("sources", "must name at least one source");
        }
        return new StartRequest(sources, rate, count, duration);
    }

    private static List<String> sources(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new InvalidSetting("sources", "must be an array of names");
        }
        var names = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var field = "sources[" + names.size() + "]";
            var name = text(parser, field, "a name");
            if (names.contains(name)) {
                throw new InvalidSetting(field, "'" + name + "' is there twice");
            }
            names.add(name);
        }
        return names;
    }

    private static Rate rate(JsonParser parser) {
        var text = text(parser, "rate", "text such as \"5000/s\"");
        try {
            return Rate.parse(text);
        } catch (InvalidSetting e) {
            throw e.within("rate");
        }
    }

    private static Duration duration(JsonParser parser) {
        var text = text(parser, "duration", "text such as \"30s\"");
        try {
            return positive(Durations.parse(text));
        } catch (InvalidSetting e) {
            throw e.within("duration");
        }
    }

    private static Duration positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new InvalidSetting("", "must be positive");
        }
        return duration;
    }

    private static long count(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < 1) {
            throw new InvalidSetting("count", "must be a whole number from 1 to " + Long.MAX_VALUE);
        }
        return parser.getLongValue();
    }

    private static String text(JsonParser parser, String field, String what) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new InvalidSetting(field, "must be " + what);
        }
        return parser.getString();
    }
}
