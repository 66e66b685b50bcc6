package dev.millrace.processor.topology;

/**
 * How large a record each topic takes. Thread-safe.
 *
 * <p>Checked before a record is handed to the producer: once the producer has refused one, its transaction cannot
 * be committed, and every new attempt would end the same way.
 */
public interface SizeLimits {
    /** Bytes by which a record is let stay below its limit, for what surrounds it in a request. */
    int MARGIN = 1 << 10;

    /** Limits that hold nothing back. */
    SizeLimits NONE = new SizeLimits() {
        @Override
        public int maxBytes(String topic) {
            return Integer.MAX_VALUE;
        }

        @Override
        public int maxUncompressedBytes() {
            return Integer.MAX_VALUE;
        }
    };

    /** The most bytes a record may take on a topic, compressed as it is sent. */
    int maxBytes(String topic);

    /** The most bytes a record may take before it is compressed. */
    int maxUncompressedBytes();
}
