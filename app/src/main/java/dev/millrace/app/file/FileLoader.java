package dev.millrace.app.file;

import dev.millrace.app.config.ConfigFile;
import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.JsonSchema;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Problem;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a file: reads it, then checks what single settings cannot know of themselves, that references lead
 * somewhere, that expressions compile, that files are there. Nothing is started.
 */
public final class FileLoader {
    private FileLoader() {}

    /**
     * Loads a file.
     *
     * @throws InvalidFile with all that is wrong, if anything is
     */
    public static LoadedFile load(Path path, Map<String, String> environment) throws InvalidFile {
        var config = ConfigReader.read(path, MillraceFile.class, environment);
        var folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of("/"));
        var problems = new ArrayList<Problem>();
        var file = SchemaSources.resolved(config.value().in(folder), config, problems);
        if (!problems.isEmpty()) {
            throw new InvalidFile(problems);
        }
        checkSources(file, config, problems);
        var plans = plan(file, config, problems);
        if (!problems.isEmpty()) {
            throw new InvalidFile(problems);
        }
        return new LoadedFile(path, file, plans);
    }

    /** The JSON Schema of the file. */
    public static String schema() {
        return JsonSchema.of(MillraceFile.class);
    }

    private static void checkSources(MillraceFile file, ConfigFile<?> config, List<Problem> problems) {
        var catalog = new SourceCatalog(file.sources(), file.seed());
        file.sources().forEach((name, source) -> {
            collect("sources", config, problems, () -> catalog.check(name));
            collect(
                    "sources." + name,
                    config,
                    problems,
                    () -> source.topics().forEach(topic -> TopicLinks.checkName("topic", topic)));
            var input = source.file();
            var replay = source.replay();
            if (replay != null && !Files.isRegularFile(replay.file())) {
                problems.add(config.at("sources." + name + ".replay.file", "there is no file " + replay.file()));
            }
            if (input != null && Files.isDirectory(input.path())) {
                problems.add(config.at("sources." + name + ".file.path", input.path() + " is a folder, not a file"));
            } else if (input != null && !input.follow() && !Files.exists(input.path())) {
                problems.add(config.at(
                        "sources." + name + ".file.path",
                        "there is no file " + input.path() + "; with 'follow: true' it is waited for"));
            }
        });
        file.sources().values().stream()
                .flatMap(source -> source.topics().stream())
                .distinct()
                .forEach(topic -> collect(
                        "",
                        config,
                        problems,
                        () -> TopicPlan.checkKeepsAll(
                                topic, file.topicSections().get(topic))));
    }

    private static Map<String, Plan> plan(MillraceFile file, ConfigFile<?> config, List<Problem> problems) {
        var plans = new LinkedHashMap<String, Plan>();
        file.pipelineDefinitions()
                .forEach((name, pipeline) -> collect(
                        "pipelines." + name,
                        config,
                        problems,
                        () -> plans.put(name, new Planner().plan(file.name(), name, pipeline))));
        plans.forEach((name, plan) -> collect("pipelines." + name, config, problems, () -> {
            plan.outputTopics().forEach(topic -> TopicLinks.checkName("steps", topic));
            TopicLinks.checkCircles(name, plans);
        }));
        plans.values().stream()
                .flatMap(plan -> plan.framedTopics().stream())
                .distinct()
                .forEach(topic -> collect(
                        "",
                        config,
                        problems,
                        () -> TopicPlan.checkHoldsFrames(
                                topic, file.topicSections().get(topic))));
        return plans;
    }

    private static void collect(String outer, ConfigFile<?> config, List<Problem> problems, Runnable check) {
        try {
            check.run();
        } catch (InvalidSetting e) {
            problems.add(config.at(e.within(outer).field(), e.problem()));
        }
    }
}
