package dev.millrace.generator.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineCorpusTest {
    @ParameterizedTest
    @MethodSource("dev.millrace.generator.line.LineCorpus#samples")
    void aRealLineBecomesWhatItSays(LineCorpus.Sample sample) throws MalformedLine {
        var parser = sample.format().parser(LineCorpus.CLOCK);

        assertThat(LineCorpus.parse(parser, LineCorpus.bytes(sample.line()))).isEqualTo(sample.parsed());
    }

    @Test
    void oneParserServesAllLinesOfItsFormat() throws MalformedLine {
        var combined = LineFormat.COMBINED.parser(LineCorpus.CLOCK);
        var text = LineFormat.TEXT.parser(LineCorpus.CLOCK);
        for (var sample : LineCorpus.samples().toList()) {
            var parser = sample.format() == LineFormat.TEXT ? text : combined;

            assertThat(LineCorpus.parse(parser, LineCorpus.bytes(sample.line())))
                    .isEqualTo(sample.parsed());
        }
    }
}
