package dev.millrace.gateway.body;

/**
 * The body of a request: UTF-8 text, held in memory that is given back when it is closed. What is made of it must
 * not refer to its bytes.
 */
public final class Body implements AutoCloseable {
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final BodyMemory.Share share;

    Body(byte[] bytes, int offset, int length, BodyMemory.Share share) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.share = share;
    }

    /** The array the body lies in; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The whole of it. */
    public Slice whole() {
        return new Slice(offset, length);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public void close() {
        share.close();
    }
}
