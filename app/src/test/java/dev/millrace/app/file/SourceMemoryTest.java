package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMemoryTest {
    private static final long MEBI = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void everyShardHasAProducerWithABufferOfItsOwn() throws Exception {
        var loaded = loaded("""
                  plain: {topic: a, rate: 1/s, fields: {f: {flag: 30%}}}
                  split: {topic: b, rate: 1/s, shards: 10, fields: {f: {flag: 30%}}, producer: {buffer.memory: 64MiB}}
                  posts: {topic: c, http: {}}
                """);

        assertThat(SourceMemory.of(loaded.file().sources()))
                .isEqualTo(new SourceMemory(12, (32 + 10 * 64 + 32) * MEBI, 0));
        assertThat(loaded.warning(704 * MEBI)).isEmpty();
        assertThat(loaded.warning(703 * MEBI))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith(folder.resolve("file.yaml") + ": warning: the sources have 12 shards in all")
                        .contains("704 MiB of records that wait. That is more than the heap of 703 MiB")
                        .contains("MILLRACE_HEAP"));
    }

    @Test
    void whatIsHeldBackCounts() throws Exception {
        var loaded = loaded("""
                  late: {topic: a, rate: 10k/s, anomalies: {late: {share: 50%, by: 200s}}, fields: {f: {flag: 30%}}}
                """);

        assertThat(SourceMemory.of(loaded.file().sources()).heldBack()).isEqualTo(64e6);
        assertThat(loaded.warning(90 * MEBI))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("32 MiB of records that wait, and 61 MiB of events may be held back"));
        assertThat(loaded.warning(94 * MEBI)).isEmpty();
    }

    private LoadedFile loaded(String sources) throws Exception {
        var file = folder.resolve("file.yaml");
        Files.writeString(file, "name: x\nsources:\n" + sources);
        return FileLoader.load(file, Map.of());
    }
}
