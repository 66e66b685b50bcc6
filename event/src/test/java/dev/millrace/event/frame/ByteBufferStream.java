package dev.millrace.event.frame;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer as a stream that takes no byte more than it is asked for. */
final class ByteBufferStream extends InputStream {
    private final ByteBuffer buffer;

    ByteBufferStream(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public int read() {
        return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int some = Math.min(length, buffer.remaining());
        buffer.get(into, offset, some);
        return some == 0 && length > 0 ? -1 : some;
    }
}
