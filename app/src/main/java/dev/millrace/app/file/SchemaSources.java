package dev.millrace.app.file;

import dev.millrace.app.config.ConfigFile;
import dev.millrace.app.config.problem.Problem;
import dev.millrace.app.config.write.SettingsWriter;
import dev.millrace.app.config.write.Written;
import dev.millrace.app.config.write.YamlLayout;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.schema.InvalidSchema;
import dev.millrace.generator.schema.SchemaFields;
import dev.millrace.generator.source.SchemaInput;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sources whose fields come from a schema. */
final class SchemaSources {
    private static final int INDENT = 6;

    private SchemaSources() {}

    /** The file with such sources' fields in place. A schema that is wrong is a problem in the schema's own file. */
    static MillraceFile resolved(MillraceFile file, ConfigFile<?> config, List<Problem> problems) {
        var sources = new LinkedHashMap<String, SourceDefinition>();
        file.sources().forEach((name, source) -> sources.put(name, resolved(name, source, config, problems)));
        return file.with(sources);
    }

    private static SourceDefinition resolved(
            String name, SourceDefinition source, ConfigFile<?> config, List<Problem> problems) {
        var schema = source.schema();
        if (schema == null) {
            return source;
        }
        try {
            return source.having(fields(schema, source.fields() == null ? Map.of() : source.fields()));
        } catch (InvalidSchema e) {
            problems.add(new Problem(schema.path().toString(), e.line(), e.column(), e.path(), e.problem()));
        } catch (InvalidSetting e) {
            problems.add(config.at("sources." + name + "." + e.field(), e.problem()));
        }
        return source;
    }

    private static Map<String, FieldKind> fields(SchemaInput schema, Map<String, FieldKind> overrides)
            throws InvalidSchema {
        try {
            return SchemaFields.of(schema, overrides);
        } catch (InvalidSetting e) {
            throw e.within("fields");
        }
    }

    /** What a schema came to, a field a line; nothing for other sources. */
    static String described(SourceDefinition source) {
        var settings = (Written.Mapping) SettingsWriter.of(source, SourceDefinition.class);
        var text = new StringBuilder();
        if (source.schema() != null && settings.entries().get("fields") instanceof Written.Mapping(var fields)) {
            fields.forEach((field, kind) -> text.append(YamlLayout.named(field, kind, INDENT)));
        }
        return text.toString();
    }
}
