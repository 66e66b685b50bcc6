package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicNamesTest {
    private static final Map<String, FieldKind> FIELDS = new LinkedHashMap<>(Map.of(
            "region", new FieldKind.Choice(Map.of("north", 1.0)),
            "shard", new FieldKind.Sequence("s%02d", 3L),
            "number", new FieldKind.Sequence("%d", null),
            "level", new NumberKind.Integers(new NumberKind.WholeRange(1, 2)),
            "wide", new NumberKind.Integers(new NumberKind.WholeRange(0, 1_000)),
            "kind", new FieldKind.Constant(Literal.parse("x"))));

    @Test
    void aTemplateComesToEveryCombinationOfItsFields() {
        assertThat(TopicNames.of("plain.topic", null)).containsExactly("plain.topic");
        assertThat(TopicNames.of("a-{region}-{kind}", FIELDS)).containsExactly("a-north-x");
        assertThat(TopicNames.of("{level}.{shard}", FIELDS))
                .containsExactlyInAnyOrder("1.s00", "1.s01", "1.s02", "2.s00", "2.s01", "2.s02");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a-{number}", "not known beforehand"),
                Arguments.of("a-{wide}", "too many"),
                Arguments.of("a-{nobody}", "no field 'nobody'"),
                Arguments.of("a-{region", "not closed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeKnownBeforehandIsRefused(String topic, String words) {
        assertThatThrownBy(() -> TopicNames.of(topic, FIELDS))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("topic")
                .hasMessageContaining(words);
        assertThatThrownBy(() -> TopicNames.of("a-{region}", null))
                .hasMessageContaining("other sources have one topic");
    }
}
