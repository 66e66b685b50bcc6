package dev.millrace.gateway.port;

import java.time.Instant;
import java.util.List;

/**
 * A run as it is at the moment.
 *
 * @param id        the run's id
 * @param state     where in its life it is
 * @param startedAt when it was started
 * @param sources   its sources and how far each has come
 */
public record RunView(String id, RunState state, Instant startedAt, List<SourceView> sources) {
    public RunView {
        sources = List.copyOf(sources);
    }
}
