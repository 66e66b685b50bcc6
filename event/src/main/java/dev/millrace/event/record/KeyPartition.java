package dev.millrace.event.record;

/**
 * The partition that Kafka's own partitioner gives to a key: MurmurHash2 of its bytes, without the sign, modulo the
 * number of partitions. Here so that a key need not be an array of its own. Pure and thread-safe.
 *
 * <p>The hash is Austin Appleby's MurmurHash2, 32 bits, with the seed Kafka has given it since 0.8.
 */
public final class KeyPartition {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private KeyPartition() {}

    /** The partition of a key that is {@code length} bytes at {@code offset}. */
    public static int of(byte[] key, int offset, int length, int partitions) {
        return (hash(key, offset, length) & 0x7fffffff) % partitions;
    }

    private static int hash(byte[] bytes, int offset, int length) {
        int hash = SEED ^ length;
        int words = length >> 2;
        int at = offset;
        for (int i = 0; i < words; i++, at += 4) {
            int word = (bytes[at] & 0xff)
                    | ((bytes[at + 1] & 0xff) << 8)
                    | ((bytes[at + 2] & 0xff) << 16)
                    | ((bytes[at + 3] & 0xff) << 24);
            word *= M;
            word ^= word >>> R;
            word *= M;
            hash = (hash * M) ^ word;
        }
        int rest = length & 3;
        if (rest > 0) {
            for (int i = rest - 1; i >= 0; i--) {
                hash ^= (bytes[at + i] & 0xff) << (i * Byte.SIZE);
            }
            hash *= M;
        }
        hash ^= hash >>> 13;
        hash *= M;
        return hash ^ (hash >>> 15);
    }
}
