package dev.millrace.generator.render;

import dev.millrace.event.TraceDerivation;
import dev.millrace.event.avro.DataShape;
import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldCompiler;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.FieldWriter;
import dev.millrace.generator.field.ObjectWriter;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.field.TopicNames;
import dev.millrace.generator.payload.Padding;
import dev.millrace.generator.payload.Payload;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.source.PartitionRule;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles one source, and of the sources it refers to what it needs. For one renderer. */
final class SourceCompilation {
    private final Map<String, SourceDefinition> sources;
    private final long seed;
    private final Supplier<Timeline> timeline;
    private final boolean check;
    private final Map<String, FieldCompiler> compilers = new HashMap<>();
    private final Set<String> path = new LinkedHashSet<>();

    /** @param check whether it is only to know what is wrong with the sources as they stand in the file */
    SourceCompilation(Map<String, SourceDefinition> sources, long seed, Supplier<Timeline> timeline, boolean check) {
        this.check = check;
        this.sources = sources;
        this.seed = seed;
        this.timeline = timeline;
    }

    /** A generated source's definition with what it surely has. */
    record Generated(
            String type,
            @Nullable String key,
            Pacing pacing,
            @Nullable Long count,
            Map<String, FieldKind> fields,
            @Nullable Payload payload,
            Map<String, FieldKind> headers,
            SourceDefinition definition) {}

    SourceRenderer renderer(String source, String run) {
        var definition = generated(source, "");
        var compiler = compiler(source, definition);
        var data = new ObjectWriter(definition.fields().keySet(), compiler::field);
        var plan = new RenderPlan(
                data,
                key(source, definition, compiler),
                headers(source, definition, compiler),
                definition.payload() == null
                        ? null
                        : new Padding(definition.payload(), Draw.seed(seed, source + " payload")),
                new EventIdentity(
                        run,
                        source,
                        definition.type(),
                        new TraceDerivation(Draw.seed(seed, run + '/' + source), TraceDerivation.ALL_SAMPLED),
                        shape(data, definition.payload())),
                routes(source, definition.definition(), compiler));
        return new SourceRenderer(new EventFrameText(run, source, definition.type()), plan);
    }

    private static DataShape.Fields shape(ObjectWriter data, @Nullable Payload payload) {
        var shape = data.shape();
        if (payload == null) {
            return shape;
        }
        var fields = new ArrayList<>(shape.fields());
        fields.add(new DataShape.Field(payload.field(), new DataShape.Optional(new DataShape.Text())));
        return new DataShape.Fields(fields);
    }

    private static Routes routes(String source, SourceDefinition definition, FieldCompiler compiler) {
        var topic = TopicNames.isTemplate(definition.topic())
                ? compiler.beside(new TextKind.Template(definition.topic()), source + ".topic", source + " topic")
                : null;
        var rule = definition.partition();
        return switch (rule) {
            case null -> new Routes(definition.topics(), topic, null, false);
            case PartitionRule.ByField(var field) ->
                new Routes(definition.topics(), topic, partitionField(source, field, compiler), false);
            case PartitionRule.ByExpression(var expression) ->
                new Routes(
                        definition.topics(),
                        topic,
                        compiler.beside(
                                new CompositeKind.Expression(expression, null),
                                source + ".partition",
                                source + " partition"),
                        true);
        };
    }

    private static FieldWriter partitionField(String source, String field, FieldCompiler compiler) {
        try {
            return compiler.field(field);
        } catch (InvalidSetting e) {
            throw e.field().isEmpty() ? e.within(source + ".partition.field") : e;
        }
    }

    private static @Nullable FieldWriter key(String source, Generated definition, FieldCompiler compiler) {
        if (definition.key() == null) {
            return null;
        }
        try {
            return compiler.key(definition.key());
        } catch (InvalidSetting e) {
            throw e.field().isEmpty() ? e.within(source + ".key") : e;
        }
    }

    private static Map<String, FieldWriter> headers(String source, Generated definition, FieldCompiler compiler) {
        var headers = new LinkedHashMap<String, FieldWriter>();
        definition
                .headers()
                .forEach((name, kind) -> headers.put(
                        name, compiler.beside(kind, source + ".headers." + name, source + " header " + name)));
        return headers;
    }

    /** Whether nothing will be made of the sources. */
    boolean isCheck() {
        return check;
    }

    /** When the events of a source are due. */
    DueTimes dueTimes(String source, Generated definition) {
        return definition.pacing().dueTimes(seed, source, timeline);
    }

    /** The compiler of a source's fields; there is one for each source. */
    FieldCompiler compiler(String source, Generated definition) {
        var known = compilers.get(source);
        if (known == null) {
            known = new FieldCompiler(seed, source, definition.fields(), new CatalogReferences(this, source), path);
            compilers.put(source, known);
        }
        return known;
    }

    /** A source as one that is generated; where it is not, that is refused at {@code place}. */
    Generated generated(String source, String place) {
        var definition = sources.get(source);
        if (definition == null) {
            throw new InvalidSetting(
                    place, "there is no source '" + source + "', only " + String.join(", ", sources.keySet()));
        }
        var fields = definition.fields();
        var pacing = definition.pacing();
        if (fields == null || pacing.isEmpty()) {
            throw new InvalidSetting(
                    place, "source '" + source + "' is not generated, so its events are not known beforehand");
        }
        return new Generated(
                definition.type() == null ? source : definition.type(),
                definition.key(),
                pacing.get(),
                definition.count(),
                fields,
                definition.payload(),
                definition.headers() == null ? Map.of() : definition.headers(),
                definition);
    }
}
