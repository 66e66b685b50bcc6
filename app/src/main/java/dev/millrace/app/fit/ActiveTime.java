package dev.millrace.app.fit;

import dev.millrace.event.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * For how long any of several sources was active. A source is taken to have been active without a pause up to its last
 * word: where it paused, its time lies later than it did, and is as long.
 */
final class ActiveTime {
    private ActiveTime() {}

    private record Span(Instant from, Instant to) {
        static Span of(Progress progress) {
            return new Span(progress.at().minus(progress.active()), progress.at());
        }
    }

    static Duration of(Collection<Progress> sources) {
        List<Span> spans = sources.stream()
                .map(Span::of)
                .sorted(Comparator.comparing(Span::from))
                .toList();
        var sum = Duration.ZERO;
        var counted = Instant.MIN;
        for (var span : spans) {
            var from = span.from().isAfter(counted) ? span.from() : counted;
            if (span.to().isAfter(from)) {
                sum = sum.plus(Duration.between(from, span.to()));
                counted = span.to();
            }
        }
        return sum;
    }
}
