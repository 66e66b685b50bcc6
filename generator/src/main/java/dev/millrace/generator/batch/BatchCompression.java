package dev.millrace.generator.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** Makes of a batch what goes over the wire: a buffer from which it can be read. Kafka's own compression, all at once. */
record BatchCompression(Compression compression) {
    private static final byte FORMAT = 2;

    /** As a producer's settings have it. */
    static BatchCompression of(AbstractConfig settings) {
        var type = CompressionType.forName(settings.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG));
        return new BatchCompression(
                switch (type) {
                    case NONE -> Compression.NONE;
                    case SNAPPY -> Compression.snappy().build();
                    case GZIP ->
                        Compression.gzip()
                                .level(settings.getInt(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG))
                                .build();
                    case LZ4 ->
                        Compression.lz4()
                                .level(settings.getInt(ProducerConfig.COMPRESSION_LZ4_LEVEL_CONFIG))
                                .build();
                    case ZSTD ->
                        Compression.zstd()
                                .level(settings.getInt(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG))
                                .build();
                });
    }

    /** The batch with its header; the batch's own array where nothing is compressed. */
    ByteBuffer finish(PartitionBatch batch) {
        int type = compression.type().id;
        var buffer = compression.type() == CompressionType.NONE
                ? ByteBuffer.wrap(batch.array(), 0, batch.size())
                : compressed(batch);
        BatchHeader.write(batch, type, buffer);
        return buffer;
    }

    private ByteBuffer compressed(PartitionBatch batch) {
        var out = new ByteBufferOutputStream(batch.size() / 2 + BatchHeader.SIZE);
        out.position(BatchHeader.SIZE);
        try (var compressing = compression.wrapForOutput(out, FORMAT)) {
            compressing.write(batch.array(), BatchHeader.SIZE, batch.size() - BatchHeader.SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.buffer().flip();
    }
}
