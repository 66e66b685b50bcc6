package dev.millrace.gateway.body;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Words for what a JSON parser found wrong, without the names of its classes. */
final class JsonFault {
    private JsonFault() {}

    static Problem of(JacksonException fault) {
        return Problem.of(ProblemType.MALFORMED_BODY, "not JSON: " + what(fault) + where(fault));
    }

    /** What a value is that begins with this token, with its article. */
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "no value";
        };
    }

    private static String what(JacksonException fault) {
        return switch (fault) {
            case UnexpectedEndOfInputException e -> "it ends before it is complete";
            case StreamConstraintsException e -> "a number or a name in it is too long";
            default -> withoutSource(fault.getOriginalMessage());
        };
    }

    // Some messages go on about where a bracket was opened, in the parser's own terms.
    private static String withoutSource(String message) {
        int source = message.indexOf("[Source");
        int bracket = source < 0 ? -1 : message.lastIndexOf('(', source);
        return bracket < 0 ? message : message.substring(0, bracket).strip();
    }

    private static String where(JacksonException fault) {
        var location = fault.getLocation();
        return location == null || location.getByteOffset() < 0 ? "" : ", at byte " + location.getByteOffset();
    }
}
