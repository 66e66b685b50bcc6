package dev.millrace.app.infer;

import dev.millrace.app.config.write.SettingsWriter;
import dev.millrace.app.config.write.Written;
import dev.millrace.app.config.write.YamlLayout;
import dev.millrace.generator.infer.InferredSource;
import dev.millrace.generator.source.SourceDefinition;
import java.util.Map;

/** Writes an inferred source as a file that can be run, with what there is to say as comments. */
public final class InferredFile {
    private static final String FIELDS = "fields";
    private static final int SOURCE = 2;
    private static final int SETTING = 4;
    private static final int FIELD = 6;
    private static final int LONGEST_COMMENT = 110;

    private InferredFile() {}

    /**
     * The file's text.
     *
     * @param from what the events were captured in, for the person who reads
     */
    public static String text(InferredSource inferred, String from) {
        var out = new StringBuilder();
        comment("Worked out from %d events of %s.".formatted(inferred.report().events(), from), 0, out);
        comment("Look at events of it with: millrace sample %s -f FILE".formatted(inferred.name()), 0, out);
        comment("Each field is drawn by itself; what fields have to do with each other is yours to add.", 0, out);
        out.append("name: inferred\n");
        out.append("sources:\n");
        out.repeat(' ', SOURCE).append(inferred.name()).append(":\n");
        var settings = (Written.Mapping) SettingsWriter.of(inferred.definition(), SourceDefinition.class);
        settings.entries().forEach((name, setting) -> {
            comments(name, inferred.notes(), SETTING, out);
            if (name.equals(FIELDS) && setting instanceof Written.Mapping(var fields)) {
                out.repeat(' ', SETTING).append(FIELDS).append(":\n");
                fields.forEach((field, kind) -> {
                    comments(FIELDS + "." + field, inferred.notes(), FIELD, out);
                    out.append(YamlLayout.named(field, kind, FIELD));
                });
            } else {
                out.append(YamlLayout.named(name, setting, SETTING));
            }
        });
        return out.toString();
    }

    /** What there is to say about a setting, and about those within it. */
    private static void comments(String path, Map<String, String> notes, int indent, StringBuilder out) {
        notes.forEach((noted, note) -> {
            if (noted.equals(path)) {
                comment(note, indent, out);
            } else if (!path.equals(FIELDS) && (noted.startsWith(path + ".") || noted.startsWith(path + "["))) {
                comment(noted.substring(FIELDS.length() + 1) + ": " + note, indent, out);
            }
        });
    }

    private static void comment(String text, int indent, StringBuilder out) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        out.repeat(' ', indent)
                .append("# ")
                .append(line.length() > LONGEST_COMMENT + indent ? line.substring(0, LONGEST_COMMENT) + "…" : line)
                .append('\n');
    }
}
