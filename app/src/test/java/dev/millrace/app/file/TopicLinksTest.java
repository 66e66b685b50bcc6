package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.processor.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicLinksTest {
    @TempDir
    Path folder;

    @Test
    void shouldPutWhoeverWritesToATopicBeforeThoseWhoReadIt() throws Exception {
        var loaded = load("""
                last: {from: [third, other], steps: [{to: end}]}
                second: {from: first.out, steps: [{filter: data.n > 1}, {to: third}]}
                letters: {from: orders.dlq, steps: [{to: read}]}
                first: {from: orders, steps: [{filter: data.n > 0}, {to: first.out}]}
                """);

        assertThat(loaded.plansAlongTheStream())
                .extracting(Plan::pipeline)
                .containsExactly("first", "second", "last", "letters");
    }

    @Test
    void shouldRefuseToSendDeadLettersRoundForEver() {
        assertThatThrownBy(() -> load("""
                first: {from: orders, steps: [{filter: data.n > 0}, {to: out}]}
                again: {from: orders.dlq, steps: [{to: orders}]}
                """)).isInstanceOf(InvalidFile.class).hasMessageContaining("go round for ever");
    }

    @Test
    void shouldLetAPipelineReadItsOwnDeadLettersForTheyComeToAnEnd() throws Exception {
        var loaded = load("first: {from: [orders, orders.dlq], steps: [{filter: data.n > 0}, {to: out}]}");

        assertThat(loaded.plansAlongTheStream()).hasSize(1);
    }

    private LoadedFile load(String pipelines) throws IOException, InvalidFile {
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                sources:
                  orders: {topic: orders, rate: 1/s, fields: {id: {sequence: "o-%d"}}}
                pipelines:
                """ + pipelines.indent(2));
        return FileLoader.load(file, Map.of());
    }
}
