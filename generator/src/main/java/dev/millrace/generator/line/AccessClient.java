package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** What an access log line says before its time: who asked. Not thread-safe; good until the next scan. */
final class AccessClient {
    private final EscapedField field;

    private byte[] line = new byte[0];
    private int hostFrom;
    private int hostTo;
    private int clientFrom;
    private int clientTo;
    private int identTo;
    private int userTo;

    AccessClient(EscapedField field) {
        this.field = field;
    }

    /** Finds the fields between {@code from} and {@code to}, where the blank before the time stands. */
    void scan(byte[] bytes, int from, int to) throws MalformedLine {
        line = bytes;
        hostFrom = from;
        hostTo = from;
        int first = LineText.find(line, from, to, ' ');
        boolean hasHost = isHostAndPort(from, first) && blanks(first, to) >= 3;
        if (hasHost) {
            hostTo = first;
        }
        clientFrom = hasHost ? first + 1 : from;
        clientTo = LineText.find(line, clientFrom, to, ' ');
        identTo = LineText.find(line, Math.min(to, clientTo + 1), to, ' ');
        userTo = to;
        if (clientTo == clientFrom || identTo == to) {
            throw LineText.expected("client, identity and user", line, from, from, to);
        }
    }

    /** Writes the opening brace and the members, each before a comma. */
    void write(JsonBuffer out) {
        out.ascii('{');
        if (hostTo > hostFrom) {
            member("\"host\":", hostFrom, hostTo, out);
        }
        member("\"client\":", clientFrom, clientTo, out);
        member("\"ident\":", clientTo + 1, identTo, out);
        member("\"user\":", identTo + 1, userTo, out);
    }

    /** The client; null where the log has none. */
    @Nullable
    String key() {
        return LineText.isDash(line, clientFrom, clientTo) ? null : LineText.text(line, clientFrom, clientTo);
    }

    private void member(String name, int from, int to, JsonBuffer out) {
        if (from >= to || LineText.isDash(line, from, to)) {
            return;
        }
        out.ascii(name);
        // Apache writes two quotes for a user that is there, but empty.
        boolean empty = to - from == 2 && line[from] == '"' && line[from + 1] == '"';
        field.write(line, empty ? to : from, to, out);
        out.ascii(',');
    }

    /** A name and a port: one colon only, so no IPv6 address. */
    private boolean isHostAndPort(int from, int to) {
        int colon = LineText.find(line, from, to, ':');
        return colon > from && LineText.number(line, colon + 1, to) >= 0;
    }

    private int blanks(int from, int to) {
        int blanks = 0;
        for (int i = from; i < to; i++) {
            blanks += line[i] == ' ' ? 1 : 0;
        }
        return blanks;
    }
}
