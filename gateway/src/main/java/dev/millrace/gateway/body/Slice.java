package dev.millrace.gateway.body;

/**
 * A part of a body.
 *
 * @param offset where in the body's array it begins
 * @param length how many bytes it has
 */
public record Slice(int offset, int length) {
    int end() {
        return offset + length;
    }
}
