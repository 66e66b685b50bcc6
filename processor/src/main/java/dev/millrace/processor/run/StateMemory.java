package dev.millrace.processor.run;

import dev.millrace.settings.DataSize;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory RocksDB may take outside of the heap, for all stores of all pipelines of a process together: blocks
 * read, indexes and filters, and what is not yet written. Thread-safe. Close it after the pipelines that use it.
 */
public final class StateMemory implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final double INDEX_SHARE = 0.1;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /** Memory of a size; a third of it at most for what is not yet written. */
    public StateMemory(DataSize size) {
        // The limit is not strict: with a strict one, reads fail where memory is short.
        cache = new LRUCache(size.bytes(), -1, false, INDEX_SHARE);
        writeBuffers = new WriteBufferManager(size.bytes() / 3, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
