package dev.millrace.generator.run;

import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.intake.Intake;
import dev.millrace.generator.intake.IntakeBody;
import dev.millrace.generator.loop.FileBody;
import dev.millrace.generator.loop.GeneratedBody;
import dev.millrace.generator.loop.LineSender;
import dev.millrace.generator.loop.ReplayBody;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SourceBody;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.replay.ReplaySource;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Encoding;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the body of each source's sending loop, and keeps the doors of those that take events in. Thread-safe. */
public final class SourceBodies {
    private final ChannelSettings settings;
    private final Clock clock;
    private final SchemaRegistry schemas;
    private final SourceFlows flows;
    private final Map<String, Intake> intakes = new ConcurrentHashMap<>();

    /** Bodies of sources without flow control; the parameters are those of the other constructor. */
    public SourceBodies(ChannelSettings settings, Clock clock, SchemaRegistry schemas) {
        this(settings, clock, schemas, SourceFlows.unbound());
    }

    /**
     * @param schemas where the schemas of events are registered
     * @param flows   the flow control that sources are under
     */
    public SourceBodies(ChannelSettings settings, Clock clock, SchemaRegistry schemas, SourceFlows flows) {
        this.flows = flows;
        this.schemas = schemas;
        this.settings = settings;
        this.clock = clock;
    }

    /** The door of a source that takes events in over HTTP, once it runs. */
    public Optional<Intake> intake(String source) {
        return Optional.ofNullable(intakes.get(source));
    }

    /**
     * The flow control of a source's sending loop.
     *
     * @param buffer what its producer has for records that wait
     */
    SourceFlow flow(String source, DataSize buffer) {
        return flows.flow(source, buffer);
    }

    /**
     * @param flow     of the source's sending loop
     * @param runClock which all sources of the run share
     * @param line     where those that generate wait for each other
     */
    SourceBody create(
            String run,
            String source,
            Map<String, SourceDefinition> sources,
            SourceFlow flow,
            long seed,
            RunClock runClock,
            StartingLine line) {
        var definition = sources.get(source);
        if (definition == null) {
            throw new InvalidRunRequest("there is no source '" + source + "' in the file any more");
        }
        var type = definition.type() == null ? source : definition.type();
        var encoding =
                new SourceEncoding(definition.encoding() == null ? Encoding.JSON : definition.encoding(), schemas);
        if (definition.file() != null) {
            var sender = new LineSender(definition.file().format().parser(clock), type, clock, encoding);
            return new FileBody(definition.file().settings(), sender, settings.commitEvery());
        }
        if (definition.http() != null) {
            var body = IntakeBody.of(definition.http().queue(), flow, type, clock, encoding);
            intakes.put(source, body.intake());
            return body;
        }
        if (definition.replay() != null) {
            var replay = ReplaySource.of(source, definition, definition.replay());
            return new ReplayBody(replay, encoding, settings.commitEvery().toNanos(), runClock, line.place(), clock);
        }
        var pacing =
                definition.pacing().orElseThrow(() -> new InvalidRunRequest("source '" + source + "' has no rate"));
        return new GeneratedBody(
                new SourceCatalog(sources, seed).renderer(source, run, runClock::timeline),
                encoding,
                pacing.dueTimes(seed, source, runClock::timeline),
                definition.anomalies() == null
                        ? null
                        : new Anomalies(definition.anomalies(), seed, source, definition.key() != null),
                settings.commitEvery().toNanos(),
                runClock,
                line.place());
    }
}
