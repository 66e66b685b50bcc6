package dev.millrace.generator.loop;

/**
 * A line of a stream; of one that is too long only the head. The array belongs to whoever holds the line.
 *
 * @param bytes  the line without its end, or its head
 * @param length how long the whole line is
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record StreamLine(byte[] bytes, long length) {
    boolean tooLong() {
        return length > bytes.length;
    }
}
