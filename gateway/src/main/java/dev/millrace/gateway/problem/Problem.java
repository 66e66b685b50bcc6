package dev.millrace.gateway.problem;

import dev.millrace.gateway.json.ApiJson;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One failure, as it is told to whoever asked.
 *
 * @param type    what kind it is
 * @param status  the HTTP status; the type's own, unless HTTP itself demands another
 * @param detail  what happened this time and what to do about it, for a person
 * @param members further members of the answer, for a program
 * @param headers HTTP headers that go with it
 */
public record Problem(
        ProblemType type, int status, String detail, Map<String, Object> members, Map<String, String> headers) {

    /** Media type of the answer. */
    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Map.copyOf(headers);
    }

    /** A problem with its type's status. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, Map.of(), Map.of());
    }

    /** This, and one more member. */
    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, status, detail, more, headers);
    }

    /** This, and one more header. */
    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, status, detail, members, more);
    }

    /** This, with another status. */
    public Problem withStatus(int other) {
        return new Problem(type, other, detail, members, headers);
    }

    /** This, and when it makes sense to try again: in whole seconds, as the header has it, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return withHeader("Retry-After", Long.toString(seconds));
    }

    /** The same as an exception, for where there is nobody to return it to. */
    public ProblemException toException() {
        return new ProblemException(this);
    }

    /**
     * The answer's body.
     *
     * @param instance path of the request that failed
     */
    public byte[] toJson(String instance) {
        return ApiJson.mapper().writeValueAsBytes(body(instance));
    }

    /** The answer's body, member by member. */
    Map<String, Object> body(String instance) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type.uri());
        body.put("title", type.title());
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", instance);
        body.putAll(members);
        return body;
    }
}
