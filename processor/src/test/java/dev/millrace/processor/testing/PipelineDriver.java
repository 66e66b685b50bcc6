package dev.millrace.processor.testing;

import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import dev.millrace.processor.topology.Counts;
import dev.millrace.processor.topology.PipelineCounters;
import dev.millrace.processor.topology.PipelineTopology;
import dev.millrace.processor.topology.Schemas;
import dev.millrace.processor.topology.SizeLimits;
import dev.millrace.processor.topology.StageTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A pipeline run record by record, on one partition, without a broker. */
public final class PipelineDriver implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-21T21:00:00Z");
    private static final Planner PLANNER = new Planner();

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final PipelineCounters counters = new PipelineCounters();
    private final Path folder;
    private final TopologyTestDriver driver;

    private PipelineDriver(Plan plan, SizeLimits limits) {
        try {
            folder = Files.createTempDirectory("pipeline");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        var tools =
                new StageTools(counters, limits, topic -> 1, new Schemas(registry), Clock.fixed(NOW, ZoneOffset.UTC));
        driver = new TopologyTestDriver(PipelineTopology.of(plan, tools), settings, NOW);
    }

    /** A pipeline named {@code p} of a file named {@code f}, reading {@code in}. */
    public static PipelineDriver of(Step... steps) {
        return of(SizeLimits.NONE, steps);
    }

    public static PipelineDriver of(SizeLimits limits, Step... steps) {
        return new PipelineDriver(plan(steps), limits);
    }

    public static Plan plan(Step... steps) {
        return PLANNER.plan("f", "p", new PipelineDefinition(List.of("in"), List.of(steps)));
    }

    /** Where the pipeline finds and keeps its schemas. */
    public InMemorySchemaRegistry schemas() {
        return registry;
    }

    /** Sends a record to {@code in}. */
    public void send(String key, byte[] value) {
        send(new TestRecord<>(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, NOW));
    }

    public void send(TestRecord<byte[], byte[]> record) {
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** What has come out on a topic since last asked. */
    public List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What became of the records sent. */
    public Counts counts() {
        counters.committed();
        return counters.snapshot();
    }

    /** A header of a record as text; null if it is not there. */
    public static String header(TestRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
