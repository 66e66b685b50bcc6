package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out a source from captured JSON lines: kinds of fields with their distributions, shares of nulls, how many
 * different values there are and how unevenly they come up, the key, the rate. Each field is looked at by itself; what
 * fields have to do with each other is not seen. The same capture makes the same source, with memory bounded by the
 * number of fields, whatever the number of events.
 */
public final class SourceInference {
    private static final double UNKNOWN_RATE = 10;
    private static final double GREATEST_RATE = 1e6;
    private static final String UNNAMED = "captured";

    private SourceInference() {}

    /**
     * Reads a capture to its end.
     *
     * @throws NothingCaptured if no line of it is an event
     * @throws InvalidSetting  if a field that is to be the key is none
     */
    public static InferredSource of(InputStream capture, InferenceSettings settings)
            throws IOException, NothingCaptured {
        var reader = new CaptureReader();
        reader.read(capture);
        var report = reader.report();
        var profile = reader.profile();
        if (report.events() == 0 || profile.data().fields().isEmpty()) {
            throw new NothingCaptured(report);
        }
        var inference = new FieldInference(settings.mostListed());
        var fields = inference.fields(profile.data(), "");
        var notes = new LinkedHashMap<String, String>();
        var name = Optional.ofNullable(settings.name()).orElseGet(() -> name(profile));
        var definition = SourceDraft.to(Optional.ofNullable(settings.topic()).orElse(UNNAMED + "." + name))
                .type(type(profile, name, notes))
                .key(key(profile, settings.key(), fields, notes))
                .rate(rate(profile, notes))
                .fields(fields)
                .build();
        inference.notes().forEach((path, note) -> notes.put("fields." + path, note));
        return new InferredSource(name, definition, notes, report);
    }

    private static String name(CaptureProfile profile) {
        var sources = profile.sources();
        return sources.complete() && sources.byCount().size() == 1
                ? sources.byCount().keySet().stream()
                        .filter(InferenceSettings.NAME.asMatchPredicate())
                        .findFirst()
                        .orElse(UNNAMED)
                : UNNAMED;
    }

    private static @Nullable String type(CaptureProfile profile, String name, Map<String, String> notes) {
        if (!profile.types().complete()) {
            return null;
        }
        var types = profile.types().byCount();
        var most = types.keySet().iterator().next();
        if (types.size() > 1) {
            notes.put("type", "the most frequent of " + types.size() + " types");
        }
        return most.equals(name) || most.isBlank() ? null : most;
    }

    private static Workload rate(CaptureProfile profile, Map<String, String> notes) {
        double rate = Math.min(profile.perSecond(), GREATEST_RATE);
        if (rate == 0) {
            notes.put("rate", "the capture does not say when its events were: this is a guess");
            rate = UNKNOWN_RATE;
        }
        return new Workload.Constant(new Rate(Figures.rounded(rate)));
    }

    private static @Nullable String key(
            CaptureProfile profile, @Nullable String asked, Map<String, FieldKind> fields, Map<String, String> notes) {
        if (asked != null) {
            if (!fields.containsKey(asked)) {
                throw new InvalidSetting(
                        "", "the capture has no field '" + asked + "', only " + String.join(", ", fields.keySet()));
            }
            return asked;
        }
        var candidates = profile.data().fields().entrySet().stream()
                .filter(field -> field.getValue().values() == profile.data().objects())
                .filter(field -> field.getValue().texts() + field.getValue().numbers()
                        == field.getValue().values());
        if (profile.keyed() > 0) {
            return candidates
                    .filter(field -> field.getValue().keys() == profile.keyed())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
        var guess = candidates
                .filter(field -> comesBack(field.getValue())
                        && (FieldName.of(field.getKey()).isId()
                                || fields.get(field.getKey()) instanceof FieldKind.Sequence))
                .map(Map.Entry::getKey)
                .findFirst();
        guess.ifPresent(key -> notes.put("key", "a guess: an id that comes up again"));
        return guess.orElse(null);
    }

    private static boolean comesBack(ValueProfile value) {
        var text = value.text();
        var number = value.number();
        var distinct = text != null ? text.distinct() : number != null ? number.distinct() : null;
        return distinct != null && distinct.different() > 1 && distinct.total() >= 1.5 * distinct.different();
    }
}
