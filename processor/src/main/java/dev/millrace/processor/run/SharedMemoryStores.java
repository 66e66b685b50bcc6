package dev.millrace.processor.run;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Makes every store of a pipeline take its memory from one {@link StateMemory}. Made by Kafka Streams. */
public final class SharedMemoryStores implements RocksDBConfigSetter {
    /** The Streams setting that carries the {@link StateMemory}. */
    static final String MEMORY = "millrace.state.memory";

    /** Made by Kafka Streams, one for each store it opens. */
    public SharedMemoryStores() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(MEMORY) instanceof StateMemory memory)) {
            throw new IllegalStateException("no state memory was handed to store " + storeName);
        }
        if (!(options.tableFormatConfig() instanceof BlockBasedTableConfig table)) {
            throw new IllegalStateException("store " + storeName + " has tables of another kind than expected");
        }
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
    }

    @Override
    public void close(String storeName, Options options) {
        // What was set belongs to the StateMemory, which outlives the store.
    }
}
