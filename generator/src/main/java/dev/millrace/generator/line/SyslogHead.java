package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** What stands between the time and the message of a system log line: {@code host tag[pid]: }. Not thread-safe. */
final class SyslogHead {
    private byte[] line = new byte[0];
    private int hostFrom;
    private int hostTo;
    private int programTo;
    private long pid;
    private int message;

    /** Forgets the last line: no host, no program, the message at {@code from}. */
    void none(byte[] bytes, int from) {
        line = bytes;
        hostFrom = from;
        hostTo = from;
        programTo = from;
        pid = -1;
        message = from;
    }

    /**
     * Looks for host and tag at {@code from}.
     *
     * @param hostAlone whether a first word without a tag after it is a host too
     */
    void scan(byte[] bytes, int from, int to, boolean hostAlone) {
        none(bytes, from);
        int host = LineText.find(line, from, to, ' ');
        int tag = Math.min(to, host + 1);
        int tagTo = LineText.find(line, tag, to, ' ');
        boolean hasTag = tagTo > tag + 1 && line[tagTo - 1] == ':';
        if (host == from || !(hasTag || hostAlone)) {
            return;
        }
        hostTo = host;
        message = tag;
        if (hasTag) {
            programTo = tagTo - 1;
            message = Math.min(to, tagTo + 1);
            process(tag, tagTo - 1);
        }
    }

    /** Where the message begins. */
    int message() {
        return message;
    }

    /** Writes the members there are, each before a comma. */
    void write(JsonBuffer out) {
        if (hostTo > hostFrom) {
            out.ascii("\"host\":");
            LineText.write(line, hostFrom, hostTo, out);
            out.ascii(',');
        }
        if (hasProgram()) {
            out.ascii("\"program\":");
            LineText.write(line, hostTo + 1, programTo, out);
            out.ascii(',');
        }
        if (pid >= 0) {
            out.ascii("\"pid\":").number(pid).ascii(',');
        }
    }

    /** Program or else host; null where there is neither. */
    @Nullable
    String key() {
        if (hasProgram()) {
            return LineText.text(line, hostTo + 1, programTo);
        }
        return hostTo > hostFrom ? LineText.text(line, hostFrom, hostTo) : null;
    }

    private boolean hasProgram() {
        return programTo > hostTo + 1;
    }

    private void process(int from, int to) {
        int bracket = LineText.find(line, from, to, '[');
        if (bracket > from && bracket < to && line[to - 1] == ']') {
            pid = LineText.number(line, bracket + 1, to - 1);
            programTo = pid < 0 ? to : bracket;
        }
    }
}
