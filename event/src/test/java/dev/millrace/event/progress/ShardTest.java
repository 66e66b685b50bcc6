package dev.millrace.event.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1024})
    void shardsTogetherHaveEveryIndexOnce(int of) {
        var indices = new TreeSet<Long>();
        for (int number = 0; number < of; number++) {
            var shard = new Shard(number, of);
            for (long place = 0; place < 5; place++) {
                assertThat(indices.add(shard.index(place))).isTrue();
            }
        }

        assertThat(indices).hasSize(5 * of);
        assertThat(indices.first()).isZero();
        assertThat(indices.last()).isEqualTo(5L * of - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void placesAreHowManyOfTheShardComeBefore(int of) {
        for (int number = 0; number < of; number++) {
            var shard = new Shard(number, of);
            long before = 0;
            for (long index = 0; index < 300; index++) {
                assertThat(shard.places(index)).isEqualTo(before);
                if (Shard.of(index, of).equals(shard)) {
                    assertThat(shard.index(before)).isEqualTo(index);
                    before++;
                }
            }
        }
    }

    @Test
    void thereIsNoShardBeyondTheLast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(4, 4)).withMessageContaining("4 of 4");
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(0, Shard.MOST + 1));
    }
}
