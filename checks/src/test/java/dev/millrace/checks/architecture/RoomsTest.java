package dev.millrace.checks.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of DESIGN.md: who may import whom, and what may be touched where. */
class RoomsTest {
    private static final String OURS = "dev.millrace.";

    /** Room by room, the other rooms it may import. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("settings", List.of()),
            Map.entry("event", List.of()),
            Map.entry("embedded", List.of("settings")),
            Map.entry("flow", List.of("settings")),
            Map.entry("generator", List.of("settings", "event", "flow")),
            Map.entry("processor", List.of("settings", "event")),
            Map.entry("delivery", List.of("settings", "event")),
            Map.entry("ledger", List.of("settings", "event")),
            Map.entry("gateway", List.of("settings", "event", "flow")),
            Map.entry(
                    "app",
                    List.of(
                            "settings",
                            "event",
                            "embedded",
                            "flow",
                            "generator",
                            "processor",
                            "delivery",
                            "ledger",
                            "gateway")));

    /** What may be touched only in certain packages. */
    private static final Map<String, List<String>> ONLY_THERE = Map.ofEntries(
            Map.entry("org.apache.kafka.streams..", List.of("processor..")),
            Map.entry("org.apache.kafka.clients.producer.internals..", List.of("generator.batch..")),
            Map.entry("org.apache.kafka.common.requests..", List.of("generator.batch..")),
            Map.entry("org.apache.kafka.common.message..", List.of("generator.batch..", "embedded.kafka..")),
            Map.entry("org.apache.kafka.common.record.internal..", List.of("generator.batch..")),
            Map.entry("org.apache.kafka.common.compress..", List.of("generator.batch..", "processor.topology..")),
            Map.entry("org.rocksdb..", List.of("processor..")),
            Map.entry("dev.cel..", List.of("processor..", "generator.expression..", "event.cel..")),
            Map.entry("net.datafaker..", List.of("generator.faker..")),
            Map.entry("org.apache.avro..", List.of("event.avro..")),
            Map.entry("java.sql..", List.of("delivery..", "ledger..", "embedded..", "app.program..")),
            Map.entry("javax.sql..", List.of("delivery..", "ledger..", "embedded..", "app.program..")),
            Map.entry("org.postgresql..", List.of("delivery..", "ledger..")),
            Map.entry("org.flywaydb..", List.of("delivery..", "ledger..")),
            Map.entry("com.zaxxer..", List.of("app.program..")),
            Map.entry("org.springframework..", List.of("gateway..")),
            Map.entry("io.lettuce..", List.of("flow.redis..", "checks.bench..")),
            Map.entry("io.netty..", List.of("flow.redis..")),
            Map.entry("reactor..", List.of("flow.redis..")),
            Map.entry("io.github.resilience4j..", List.of("flow.breaker..")),
            Map.entry("io.github.bucket4j..", List.of("checks.bench..")),
            Map.entry("redis..", List.of()),
            Map.entry("kafka..", List.of("embedded..")),
            Map.entry("org.apache.kafka.server..", List.of("embedded..")),
            Map.entry("io.zonky..", List.of("embedded..")),
            Map.entry("picocli..", List.of("app.cli..", "checks.bench..")),
            Map.entry("org.jline..", List.of("app.cli..")),
            Map.entry("org.openjdk.jmh..", List.of("checks.jmh..")),
            Map.entry("org.snakeyaml..", List.of("app.config..")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace");

    @Test
    void everyRoomIsLookedAt() {
        var found = new TreeSet<String>();
        CLASSES.forEach(type -> found.add(room(type.getPackageName())));
        found.remove("checks");
        Assertions.assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    private static String room(String packageName) {
        var inside = packageName.substring(OURS.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    @TestFactory
    Stream<DynamicTest> roomsImportOnlyWhatTheyMay() {
        return ROOMS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    var forbidden = ROOMS.keySet().stream()
                            .filter(other -> !other.equals(room.getKey())
                                    && !room.getValue().contains(other))
                            .map(other -> OURS + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(OURS + room.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> librariesAreTouchedOnlyWhereTheyBelong() {
        return ONLY_THERE.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(rule.getValue().stream()
                                        .map(there -> OURS + there)
                                        .toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(rule.getKey())
                                .check(CLASSES)));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.millrace.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatIsThere() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Misc|Common)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OURS + "app.cli..", OURS + "checks.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
                .check(CLASSES);
        var marked = new TreeSet<String>();
        var all = new TreeSet<String>();
        CLASSES.forEach(type -> {
            // What JMH's annotation processor writes is not ours to mark.
            if (!type.getPackageName().endsWith(".jmh_generated")) {
                all.add(type.getPackageName());
            }
            if (type.getSimpleName().equals("package-info")) {
                marked.add(type.getPackageName());
            }
        });
        Assertions.assertThat(marked).isEqualTo(all);
    }
}
