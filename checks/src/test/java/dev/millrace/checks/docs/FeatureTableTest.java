package dev.millrace.checks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of features: what it points to is there, the pages as well as the tests. */
class FeatureTableTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Path DOCS = CHECKOUT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)]+)\\)");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");
    /** So many features are known of in other generators, and in none. */
    private static final int LEAST_ROWS = 42;

    private record Row(String feature, String described, String shown) {}

    @Test
    void everyRowIsDescribedOnAPageThatIsThere() throws IOException {
        for (var row : rows()) {
            var links = found(LINK, row.described());
            assertThat(links).as(row.feature()).isNotEmpty();
            for (var link : links) {
                var parts = link.split("#", 2);
                var page = DOCS.resolve(parts[0].isEmpty() ? "generator.md" : parts[0]);
                assertThat(page).as(row.feature()).isRegularFile();
                if (parts.length == 2) {
                    assertThat(anchors(page)).as("%s: %s", row.feature(), link).contains(parts[1]);
                }
            }
        }
    }

    @Test
    void everyRowIsShownByTestsThatAreThere() throws IOException {
        var tests = tests();
        for (var row : rows()) {
            var names = found(NAME, row.shown());
            assertThat(names).as(row.feature()).isNotEmpty();
            assertThat(String.join(
                            ", ", names.stream().map(name -> '`' + name + '`').toList()))
                    .as("nothing but tests stands in the row of %s", row.feature())
                    .isEqualTo(row.shown());
            assertThat(tests).as(row.feature()).containsAll(names);
        }
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        boolean inTable = false;
        for (var line : Files.readAllLines(DOCS.resolve("generator.md"))) {
            inTable = line.startsWith("| feature |") || (inTable && line.startsWith("|"));
            if (inTable) {
                var cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
                assertThat(cells).as(line).hasSize(3);
                var row = new Row(cells[0].strip(), cells[1].strip(), cells[2].strip());
                boolean isHeading = row.feature().equals("feature")
                        || row.feature().startsWith("**")
                        || row.feature().startsWith("---");
                if (!isHeading) {
                    rows.add(row);
                }
            }
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
        assertThat(rows).extracting(Row::feature).doesNotHaveDuplicates();
        return rows;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The headings of a page, as links name them. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> tests() throws IOException {
        var sources = new HashMap<String, String>();
        try (var modules = Files.list(CHECKOUT)) {
            for (var module : modules.toList()) {
                var folder = module.resolve("src/test/java");
                if (Files.isDirectory(folder)) {
                    addSources(folder, sources);
                }
            }
        }
        return TestClasses.in(sources);
    }

    private static void addSources(Path folder, Map<String, String> sources) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                // Two of one name: what either has counts, so that neither hides the other.
                sources.merge(name, Files.readString(file), (one, other) -> one + '\n' + other);
            }
        }
    }
}
