package dev.millrace.generator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.event.progress.Shard;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 12})
    void shouldSplitWhatKeepsEachKeyInOneShard(int shards) {
        var source = split(Definitions.numbered("t", 1, null, 12), new Sharding(shards));

        assertThat(source.shardCount()).isEqualTo(shards);
    }

    @Test
    void shouldRefuseToLetEventsOfAKeyOvertakeEachOther() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> split(Definitions.numbered("t", 1, null, 12), new Sharding(5)))
                .withMessageContaining("multiple of 5")
                .withMessageContaining("keys: spread");
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> split(
                        Definitions.generated("t", "id", 1, null, "id", new FieldKind.Sequence("%d", null)),
                        new Sharding(2)));
    }

    @Test
    void shouldLetThemWhereThatIsWanted() {
        var spread = new Sharding(5, Sharding.Keys.SPREAD);

        assertThat(split(Definitions.numbered("t", 1, null, 12), spread).shardCount())
                .isEqualTo(5);
    }

    @Test
    void shouldSplitWhatHasNoKey() {
        var source = Definitions.generated("t", null, 1, null, "id", new FieldKind.Sequence("%d", null));

        assertThat(split(source, new Sharding(7)).shardCount()).isEqualTo(7);
    }

    @Test
    void shouldNotSplitWhatIsReadInOneSequence() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> split(Definitions.http("t", 5), new Sharding(2)))
                .withMessageContaining("one sequence");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Shard.MOST + 1})
    void shouldRefuseANumberThatIsNone(int count) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new Sharding(count));
    }

    private static SourceDefinition split(SourceDefinition source, Sharding shards) {
        return SourceDraft.like(source).shards(shards).build();
    }
}
