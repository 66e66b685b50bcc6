package dev.millrace.gateway.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** The forms events may come in. */
enum BodyFormat {
    /** The data of one event, or an array of such. */
    DATA("json"),
    /** The data of one event a line. */
    LINES("x-ndjson"),
    /** A CloudEvent in structured mode. */
    CLOUD_EVENT("cloudevents+json"),
    /** An array of CloudEvents. */
    CLOUD_EVENT_BATCH("cloudevents-batch+json"),
    /** A CloudEvent in binary mode: attributes in headers, the body is the data. */
    BINARY("*+json");

    private static final String MARK_OF_BINARY = "ce-specversion";
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    private final String subtype;

    BodyFormat(String subtype) {
        this.subtype = subtype;
    }

    /** The form of a request's body, by its headers. */
    static BodyFormat of(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        var sent = contentType(request);
        boolean binary = request.getHeader(MARK_OF_BINARY) != null;
        if (sent == null && binary) {
            return BINARY;
        }
        if (sent == null || (sent.getCharset() != null && !CHARSETS.contains(sent.getCharset()))) {
            throw unsupported(sent);
        }
        // A body that is a CloudEvent itself is one whatever the other headers say.
        if (CLOUD_EVENT.is(sent)) {
            return CLOUD_EVENT;
        }
        if (CLOUD_EVENT_BATCH.is(sent)) {
            return CLOUD_EVENT_BATCH;
        }
        if (binary && (DATA.is(sent) || BINARY.type().includes(sent))) {
            return BINARY;
        }
        if (!binary && DATA.is(sent)) {
            return DATA;
        }
        if (!binary && LINES.is(sent)) {
            return LINES;
        }
        throw unsupported(sent);
    }

    private MediaType type() {
        return new MediaType("application", subtype);
    }

    private boolean is(MediaType sent) {
        return type().equalsTypeAndSubtype(sent);
    }

    private static @Nullable MediaType contentType(HttpServletRequest request)
            throws HttpMediaTypeNotSupportedException {
        var header = request.getContentType();
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            throw unsupported(null);
        }
    }

    private static HttpMediaTypeNotSupportedException unsupported(@Nullable MediaType sent) {
        var taken = List.of(DATA.type(), LINES.type(), CLOUD_EVENT.type(), CLOUD_EVENT_BATCH.type());
        return new HttpMediaTypeNotSupportedException(sent, taken, HttpMethod.POST);
    }
}
