package dev.millrace.processor.pipeline;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.List;

/**
 * Sends events to topics by condition: the first branch that matches has the event.
 *
 * <p>An event that matches a branch is written to its topic, as it came, and taken out of the rest of the
 * pipeline, unless the branch keeps it. An event that matches none goes on to the next step; where the route is
 * the last step it leaves the pipeline, counted as filtered.
 *
 * @param route the branches, at least one, tried in order
 */
@Doc("Sends events to topics by condition; the first branch that matches has the event.")
public record Route(@Doc("The branches, tried in order.") List<Branch> route) implements Step {

    public Route {
        route = List.copyOf(route);
        if (route.isEmpty()) {
            throw new InvalidSetting("route", "must have at least one branch, such as {when: condition, to: topic}");
        }
    }
}
