package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;

/**
 * The request of an access log line, taken apart where it is one: {@code method}, {@code path}, {@code query} and
 * {@code protocol}. Scanners, TLS on a plain port and HTTP/0.9 send other things, which stay whole as
 * {@code request}. Not thread-safe.
 */
final class RequestLine {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final EscapedField field;

    RequestLine(EscapedField field) {
        this.field = field;
    }

    /** Writes the members, each after a comma, of the request between its quotes. */
    void write(byte[] line, int from, int to, JsonBuffer out) {
        int afterMethod = LineText.find(line, from, to, ' ');
        int afterTarget = LineText.find(line, Math.min(to, afterMethod + 1), to, ' ');
        if (!isToken(line, from, afterMethod)
                || afterTarget <= afterMethod + 1
                || !isProtocol(line, afterTarget + 1, to)) {
            out.ascii(",\"request\":");
            field.write(line, from, to, out);
            return;
        }
        out.ascii(",\"method\":");
        field.write(line, from, afterMethod, out);
        int question = LineText.find(line, afterMethod + 1, afterTarget, '?');
        out.ascii(",\"path\":");
        field.write(line, afterMethod + 1, question, out);
        if (question < afterTarget) {
            out.ascii(",\"query\":");
            field.write(line, question + 1, afterTarget, out);
        }
        out.ascii(",\"protocol\":");
        field.write(line, afterTarget + 1, to, out);
    }

    private static boolean isToken(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = line[i];
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && (c < 0 || TOKEN_MARKS.indexOf(c) < 0)) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isProtocol(byte[] line, int from, int to) {
        if (to - from < 6
                || line[from] != 'H'
                || line[from + 1] != 'T'
                || line[from + 2] != 'T'
                || line[from + 3] != 'P'
                || line[from + 4] != '/') {
            return false;
        }
        for (int i = from + 5; i < to; i++) {
            if (line[i] != '.' && (line[i] < '0' || line[i] > '9')) {
                return false;
            }
        }
        return true;
    }
}
