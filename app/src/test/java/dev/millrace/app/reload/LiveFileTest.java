package dev.millrace.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.generator.run.RateChangeTooLate;
import dev.millrace.generator.run.RunLogUnavailable;
import dev.millrace.settings.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is looked at once a second, as {@code up} does, on a clock of the test's. */
class LiveFileTest {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final Edited program = new Edited();
    private long now = 17;
    private LiveFile file;

    @BeforeEach
    void start() throws Exception {
        file = new LiveFile(Path.of("shop.yaml"), at("100/s"), program, () -> now, new Random(1));
    }

    @Test
    void aRateThatComesTooLateIsTriedSomeTimesMoreFurtherAndFurtherApartAndNoMore() throws Exception {
        program.failure = () -> new RateChangeTooLate("Kafka took the change too late");
        file.goBy(at("200/s"));

        look(Duration.ofHours(1));

        assertThat(program.tried).hasSize(LiveFile.RETRY.tries());
        for (int i = 1; i < program.tried.size(); i++) {
            var wait = Duration.ofNanos(program.tried.get(i) - program.tried.get(i - 1));
            var most = LiveFile.RETRY.first().multipliedBy(1L << (i - 1));
            assertThat(wait).isBetween(most.dividedBy(2), most.plus(LOOK));
        }
        assertThat(program.warned)
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning).contains("shop.yaml", "5 times more", "Kafka took the change too late"));
        assertThat(program.told)
                .singleElement()
                .satisfies(told -> assertThat(told).contains("not tried any more", "save the file again"));
    }

    @Test
    void aRateIsTriedUntilKafkaAnswersAndThenHolds() throws Exception {
        program.failure = () -> new RunLogUnavailable("Kafka did not take run r");
        file.goBy(at("200/s"));
        look(Duration.ofHours(1));
        assertThat(program.tried).hasSizeBetween(15, 40);

        program.failure = null;
        look(LiveFile.RETRY.longest());

        assertThat(program.rates).containsExactly(new Rate(200));
        assertThat(program.warned).hasSize(1);
        int tries = program.tried.size();
        look(Duration.ofHours(1));
        assertThat(program.tried).hasSize(tries);
    }

    @Test
    void anotherEditIsTriedAtOnceWhateverBecameOfTheLast() throws Exception {
        program.failure = () -> new RateChangeTooLate("Kafka took the change too late");
        file.goBy(at("200/s"));
        look(Duration.ofHours(1));
        program.failure = null;

        file.goBy(at("200/s"));

        assertThat(program.rates).containsExactly(new Rate(200));
    }

    @Test
    void whatAnEditWithAMistakeTookThePlaceOfIsNotTriedAgain() throws Exception {
        program.failure = () -> new RateChangeTooLate("Kafka took the change too late");
        file.goBy(at("200/s"));

        file.leave();
        look(Duration.ofHours(1));

        assertThat(program.tried).hasSize(1);
    }

    private void look(Duration howLong) {
        long until = now + howLong.toNanos();
        while (now < until) {
            now += LOOK.toNanos();
            file.goOn();
        }
    }

    private MillraceFile at(String rate) throws Exception {
        var yaml = Files.writeString(
                folder.resolve("shop.yaml"),
                "name: shop\nsources:\n  s: {topic: t, rate: %s, fields: {id: {sequence: '%%d'}}}\n".formatted(rate));
        return FileLoader.load(yaml, Map.of()).file();
    }

    private final class Edited implements RunningProgram {
        private final List<Long> tried = new ArrayList<>();
        private final List<Rate> rates = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final List<String> warned = new ArrayList<>();
        private @Nullable Supplier<RunLogUnavailable> failure;

        @Override
        public void change(String source, Rate rate) {
            tried.add(now);
            if (failure != null) {
                throw failure.get();
            }
            rates.add(rate);
        }

        @Override
        public void change(String limit, LimitSettings settings) {
            throw new AssertionError("no limit was edited");
        }

        @Override
        public void tell(String what) {
            told.add(what);
        }

        @Override
        public void warn(String what) {
            warned.add(what);
        }
    }
}
