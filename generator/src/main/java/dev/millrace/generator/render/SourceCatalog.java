package dev.millrace.generator.render;

import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.settings.InvalidSetting;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The sources of one file, which may refer to each other, and the seed all their chance comes from. Immutable.
 */
public final class SourceCatalog {
    private final Map<String, SourceDefinition> sources;
    private final long seed;

    /** Takes the sources as they are; {@link #check} finds references that lead nowhere. */
    public SourceCatalog(Map<String, SourceDefinition> sources, long seed) {
        this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
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
            var epoch = Timeline.from(Instant.EPOCH);
            new SourceCompilation(sources, seed, () -> epoch, true).renderer(source, "check");
        }
    }

    /**
     * Compiles a generated source for a run.
     *
     * @param timeline when the run was active, as known when asked for: what is due by then may be referred to
     * @throws InvalidSetting if a reference cannot be followed; the field's path starts at the source's name
     */
    public SourceRenderer renderer(String source, String run, Supplier<Timeline> timeline) {
        return new SourceCompilation(sources, seed, timeline, false).renderer(source, run);
    }

    /** The same for a run that began in 1970: for what does not depend on when it was active. */
    public SourceRenderer renderer(String source, String run) {
        var epoch = Timeline.from(Instant.EPOCH);
        return renderer(source, run, () -> epoch);
    }
}
