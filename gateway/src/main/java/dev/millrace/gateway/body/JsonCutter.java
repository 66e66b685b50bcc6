package dev.millrace.gateway.body;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemException;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.GatewayLimits;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the JSON values a body is made of, in one pass and without building anything of them: what it has found
 * is sound JSON within the limits. Every failure is a {@link ProblemException}. Thread-safe.
 */
public final class JsonCutter {
    private final GatewayLimits limits;
    private final JsonFactory json;

    public JsonCutter(GatewayLimits limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                // It would guess UTF-16, and then know no positions in the bytes.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                // Depth is counted here, from each value on; this is out of the way.
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth() + 2)
                        .build())
                .build();
    }

    /** The one value that the body is. */
    public Slice value(Body body) {
        var whole = body.whole();
        try (var parser = parser(body, whole)) {
            parser.nextToken();
            var value = value(parser, whole);
            end(parser);
            return value;
        } catch (JacksonException e) {
            throw JsonFault.of(e).toException();
        }
    }

    /** The objects in the array that the body is; where it is one object, that one. */
    public List<Slice> objects(Body body) {
        var whole = body.whole();
        var found = new ArrayList<Slice>();
        try (var parser = parser(body, whole)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(found, object(parser, whole));
                }
            } else {
                add(found, object(parser, whole));
            }
            end(parser);
            return found;
        } catch (JacksonException e) {
            throw JsonFault.of(e).with("event", found.size()).toException();
        } catch (ProblemException e) {
            throw e.problem().with("event", found.size()).toException();
        }
    }

    /** The objects in the lines of the body, one each; blank lines are left out. */
    public List<Slice> lines(Body body) {
        var found = new ArrayList<Slice>();
        int number = 0;
        for (var line : Lines.of(body)) {
            number++;
            if (Lines.isBlank(body, line)) {
                continue;
            }
            try (var parser = parser(body, line)) {
                parser.nextToken();
                add(found, object(parser, line));
                end(parser);
            } catch (JacksonException e) {
                throw JsonFault.of(e).with("line", number).toException();
            } catch (ProblemException e) {
                throw e.problem().with("line", number).toException();
            }
        }
        return found;
    }

    private JsonParser parser(Body body, Slice part) {
        return json.createParser(ObjectReadContext.empty(), body.bytes(), part.offset(), part.length());
    }

    private void add(List<Slice> found, Slice value) {
        if (found.size() == limits.events()) {
            throw Problem.of(
                            ProblemType.TOO_MANY_EVENTS,
                            "one request may carry " + limits.events() + " events; send them in parts")
                    .with("limit", limits.events())
                    .toException();
        }
        found.add(value);
    }

    private Slice object(JsonParser parser, Slice part) {
        var token = parser.currentToken();
        if (token == null) {
            throw malformed("there is nothing in it");
        }
        if (token != JsonToken.START_OBJECT) {
            throw malformed("an event must be a JSON object, this is " + JsonFault.kind(token));
        }
        return value(parser, part);
    }

    // Positions in the parser count from where it began to read.
    private Slice value(JsonParser parser, Slice part) {
        if (parser.currentToken() == null) {
            throw malformed("there is nothing in it");
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        skip(parser);
        int to = (int) parser.currentLocation().getByteOffset();
        return new Slice(part.offset() + from, to - from);
    }

    private void skip(JsonParser parser) {
        int depth = 0;
        for (var token = parser.currentToken(); ; token = parser.nextToken()) {
            if (token.isStructStart() && ++depth > limits.depth()) {
                throw malformed("it is nested deeper than " + limits.depth());
            }
            if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                parser.finishToken();
                return;
            }
        }
    }

    private static void end(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw malformed("there is more after its end");
        }
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_BODY, "the JSON cannot be used: " + detail)
                .toException();
    }
}
