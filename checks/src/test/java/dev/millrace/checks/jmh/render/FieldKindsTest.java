package dev.millrace.checks.jmh.render;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.field.FieldKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** The benches of single fields: every kind that a file may have is in one of them, and each can be rendered. */
class FieldKindsTest {
    private static final int EVENTS = 1_200;

    static List<String> fields() throws NoSuchFieldException {
        var fields = new ArrayList<String>();
        params(FieldKinds.class).forEach(field -> fields.add("f: " + field));
        params(FieldKindsBesides.class).forEach(field -> fields.add(FieldKindsBesides.KEY + field));
        return fields;
    }

    private static Stream<String> params(Class<?> bench) throws NoSuchFieldException {
        var param = requireNonNull(bench.getField("field").getAnnotation(Param.class));
        return Stream.of(param.value());
    }

    @Test
    void everyKindOfFieldIsMeasured() throws Exception {
        var measured = new HashSet<Class<?>>();
        for (var field : fields()) {
            measured.add(Rendering.read(field).fields().get("f").getClass());
        }

        assertThat(measured).containsExactlyInAnyOrderElementsOf(kinds(FieldKind.class));
    }

    private static Set<Class<?>> kinds(Class<?> kind) {
        if (!kind.isSealed()) {
            return Set.of(kind);
        }
        var all = new HashSet<Class<?>>();
        for (var one : requireNonNull(kind.getPermittedSubclasses())) {
            all.addAll(kinds(one));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void eachIsRendered(String field) {
        var rendering = Rendering.of(field, null);
        int frames = 0;
        for (int event = 0; event < EVENTS; event++) {
            frames += rendering.framed() >= 500 ? 1 : 0;
        }

        assertThat(frames).isEqualTo(2);
    }
}
