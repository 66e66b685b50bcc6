package dev.millrace.app.reload;

import dev.millrace.app.file.MillraceFile;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.workload.Arrivals;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an edited file comes to for a program that runs: rates and limits that change at once, and what else is other. Pure.
 */
public final class FileChanges {
    private FileChanges() {}

    /**
     * What is to change.
     *
     * @param live   the file as the program goes by it now
     * @param edited the file as it is now
     */
    public static List<Change> between(MillraceFile live, MillraceFile edited) {
        var changes = new ArrayList<Change>();
        var rest = live;
        live.sources()
                .forEach((name, source) -> rateChange(source, edited.sources().get(name))
                        .ifPresent(rate -> changes.add(new Change.OfRate(name, rate))));
        live.limitSettings()
                .forEach((name, limit) -> limitChange(
                                limit, edited.limitSettings().get(name))
                        .ifPresent(settings -> changes.add(new Change.OfLimit(name, settings))));
        for (var change : List.copyOf(changes)) {
            rest = after(rest, change);
        }
        Differences.between(rest, edited).forEach(setting -> changes.add(new Change.AtNextStart(setting)));
        return changes;
    }

    /** The file as the program goes by it once a change is made. */
    public static MillraceFile after(MillraceFile live, Change change) {
        return switch (change) {
            case Change.OfRate(var source, var rate) -> {
                var sources = new LinkedHashMap<>(live.sources());
                sources.computeIfPresent(source, (name, definition) -> rated(definition, rate));
                yield live.with(sources);
            }
            case Change.OfLimit(var limit, var settings) -> {
                var limits = new LinkedHashMap<>(live.limitSettings());
                limits.put(limit, settings);
                yield live.under(limits);
            }
            case Change.AtNextStart ignored -> live;
        };
    }

    private static SourceDefinition rated(SourceDefinition definition, Rate rate) {
        return SourceDraft.like(definition).rate(new Workload.Constant(rate)).build();
    }

    /** Only from one even rate, or a shape with even arrivals, to a plain rate: that is what a run can take in. */
    private static Optional<Rate> rateChange(SourceDefinition live, @Nullable SourceDefinition edited) {
        var before = live.rate();
        if (edited == null || before == null || live.from() != null || before.arrivals() != Arrivals.EVEN) {
            return Optional.empty();
        }
        var after = edited.rate();
        return after instanceof Workload.Constant(var rate, var bursts, var gaps)
                        && bursts == null
                        && gaps == null
                        && !before.equals(after)
                ? Optional.of(rate)
                : Optional.empty();
    }

    /** The window and who is under the limit cannot change; what can is taken from the edited file. */
    private static Optional<LimitSettings> limitChange(LimitSettings live, @Nullable LimitSettings edited) {
        if (edited == null) {
            return Optional.empty();
        }
        if (!edited.window().equals(live.window()) || !edited.sources().equals(live.sources())) {
            return Optional.empty();
        }
        return edited.equals(live) ? Optional.empty() : Optional.of(edited);
    }
}
