package dev.millrace.generator.render;

import dev.millrace.generator.field.FieldCompiler;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.FieldWriter;
import dev.millrace.generator.field.References;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one file, which may refer to each other, and the seed all their chance comes from. Immutable.
 */
public final class SourceCatalog {
    private final Map<String, SourceDefinition> sources;
    private final long seed;

    /** Takes the sources as they are; {@link #check} finds references that lead nowhere. */
    public SourceCatalog(Map<String, SourceDefinition> sources, long seed) {
        this.sources = new LinkedHashMap<>(sources);
        this.seed = seed;
    }

    /** {@linkplain #check(String) Checks} all sources; the first that is wrong is told. */
    public void check() {
        sources.keySet().forEach(this::check);
    }

    /**
     * Compiles a source once if it is generated, so that what is wrong with it is known before anything starts.
     *
     * @throws InvalidSetting if a reference cannot be followed; the field's path starts at the source's name
     */
    public void check(String source) {
        var definition = sources.get(source);
        if (definition != null && definition.isGenerated()) {
            renderer(source, "check");
        }
    }

    /**
     * Compiles a generated source for a run.
     *
     * @throws InvalidSetting if a reference cannot be followed; the field's path starts at the source's name
     */
    public SourceRenderer renderer(String source, String run) {
        var definition = generated(source, "");
        var fields = new LinkedHashMap<String, FieldWriter>();
        definition.fields().keySet().forEach(field -> fields.put(field, writer(source, field, new LinkedHashSet<>())));
        var type = definition.type() == null ? source : definition.type();
        var key = definition.key() == null ? null : fields.get(definition.key());
        return new SourceRenderer(
                new EventFrameText(run, source, type), fields, key, Draw.seed(seed, run + '/' + source));
    }

    private FieldWriter writer(String source, String field, Set<String> path) {
        var place = source + ".fields." + field;
        if (!path.add(place)) {
            throw new InvalidSetting(place, "refers to itself: " + String.join(" -> ", path));
        }
        var kind = generated(source, place).fields().get(field);
        if (kind == null) {
            throw new InvalidSetting(place, "there is no field '" + field + "' in source '" + source + "'");
        }
        var compiler = new FieldCompiler(new CatalogReferences(source, place, path));
        return compiler.compile(kind, Draw.seed(seed, source + '.' + field));
    }

    private GeneratedView generated(String source, String place) {
        var definition = sources.get(source);
        if (definition == null) {
            throw new InvalidSetting(
                    place, "there is no source '" + source + "', only " + String.join(", ", sources.keySet()));
        }
        var fields = definition.fields();
        var rate = definition.rate();
        if (fields == null || rate == null) {
            throw new InvalidSetting(
                    place, "source '" + source + "' is not generated, so its events are not known beforehand");
        }
        return new GeneratedView(definition.type(), definition.key(), rate, definition.count(), fields);
    }

    /** A generated source's definition with what it surely has. */
    private record GeneratedView(
            @Nullable String type,
            @Nullable String key,
            Workload rate,
            @Nullable Long count,
            Map<String, FieldKind> fields) {}

    /** Follows references from one field of one source. */
    private final class CatalogReferences implements References {
        private final String from;
        private final String place;
        private final Set<String> path;

        CatalogReferences(String from, String place, Set<String> path) {
            this.from = from;
            this.place = place;
            this.path = path;
        }

        @Override
        public FieldWriter writer(FieldKind.Ref ref) {
            var target = target(ref);
            var kind = target.fields().get(ref.field());
            if (kind == null) {
                throw new InvalidSetting(
                        place + ".ref",
                        "source '" + ref.source() + "' has no field '" + ref.field() + "', only "
                                + String.join(", ", target.fields().keySet()));
            }
            if (kind instanceof FieldKind.Timestamp) {
                throw new InvalidSetting(place + ".ref", "a time cannot be referred to; use {timestamp: due}");
            }
            return SourceCatalog.this.writer(ref.source(), ref.field(), path);
        }

        @Override
        public LongUnaryOperator population(FieldKind.Ref ref) {
            var target = target(ref);
            long most = most(target, ref);
            return switch (ref.among()) {
                case ALL -> {
                    if (most == Long.MAX_VALUE) {
                        throw new InvalidSetting(
                                place + ".among",
                                "'all' needs a 'count' on source '" + ref.source()
                                        + "' or a 'cardinality' on its field");
                    }
                    yield index -> most;
                }
                case DUE -> {
                    var own = generated(from, place).rate();
                    var other = target.rate();
                    yield index -> Math.min(most, other.countAt(own.offsetNanos(index)));
                }
            };
        }

        private GeneratedView target(FieldKind.Ref ref) {
            return generated(ref.source(), place + ".ref");
        }

        private static long most(GeneratedView target, FieldKind.Ref ref) {
            long count = target.count() == null ? Long.MAX_VALUE : target.count();
            return target.fields().get(ref.field()) instanceof FieldKind.Sequence(var format, var cardinality)
                            && cardinality != null
                    ? Math.min(count, cardinality)
                    : count;
        }
    }
}
