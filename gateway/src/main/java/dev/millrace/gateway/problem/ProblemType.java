package dev.millrace.gateway.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of failure there are. Names and statuses are part of the interface: more may be added, but none
 * changes. Each has a page, {@code docs/problems/<name>.md}, which the gateway serves at its {@link #uri()}.
 */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", 400, "The request is not proper HTTP"),
    MALFORMED_BODY("malformed-body", 400, "The body cannot be read"),
    INVALID_REQUEST("invalid-request", 400, "A field or parameter is not valid"),
    UNAUTHORIZED("unauthorized", 401, "A key is needed"),
    CROSS_ORIGIN("cross-origin", 403, "The request comes from another site"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    UNKNOWN_RUN("unknown-run", 404, "There is no such run"),
    UNKNOWN_SOURCE("unknown-source", 404, "There is no such source"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No answer of the kind asked for"),
    BODY_TIMEOUT("body-timeout", 408, "The body took too long to arrive"),
    CONFLICT("conflict", 409, "It cannot be done as things are"),
    RUN_ENDED("run-ended", 409, "The run has ended"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    EVENT_TOO_LARGE("event-too-large", 413, "An event is too large"),
    TOO_MANY_EVENTS("too-many-events", 413, "Too many events in one request"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body is of a kind that is not taken here"),
    WRONG_HOST("wrong-host", 421, "This gateway does not answer to that name"),
    INVALID_EVENT("invalid-event", 422, "An event is not valid"),
    OVERLOADED("overloaded", 429, "More is coming than can be carried"),
    INTERNAL_ERROR("internal-error", 500, "Something is wrong with the gateway"),
    UNAVAILABLE("unavailable", 503, "Something that is needed cannot be reached"),
    UNCONFIRMED("unconfirmed", 504, "It is not known whether the events were kept");

    /** Where the pages are. */
    public static final String PATH = "/problems/";

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The name in URIs and of the page. */
    public String slug() {
        return slug;
    }

    /** The HTTP status it goes with. */
    public int status() {
        return status;
    }

    /** The same words every time, for a person. */
    public String title() {
        return title;
    }

    /** The problem's type as a URI reference. */
    public String uri() {
        return PATH + slug;
    }

    /** The type of that name. */
    public static Optional<ProblemType> named(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The type for a failure of which no more than the status is known. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> BODY_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> OVERLOADED;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
