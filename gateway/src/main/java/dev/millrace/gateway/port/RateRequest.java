package dev.millrace.gateway.port;

import dev.millrace.settings.Rate;
import java.util.List;

/**
 * What rate sources of a run are to have from now on.
 *
 * @param sources names of the sources; all of the run that have a rate, where it is empty
 * @param rate    how many events a second each sends
 */
public record RateRequest(List<String> sources, Rate rate) {
    public RateRequest {
        sources = List.copyOf(sources);
    }
}
