package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Position;
import dev.millrace.app.config.problem.Problems;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The parser's events one by one, its errors turned into problems of the file. Not thread-safe. */
final class YamlEvents {
    private final String text;
    private final Problems problems;
    private final Iterator<Event> events;
    private Position last = Position.START;

    YamlEvents(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(text).iterator();
    }

    Event next() throws InvalidFile {
        try {
            var event = events.next();
            last = event.getEndMark().map(Marks::position).orElse(last);
            return event;
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            throw problems.fatal(mark.map(Marks::position).orElse(last), SyntaxProblem.in(text, e));
        } catch (YamlEngineException e) {
            throw problems.fatal(last, "not YAML: " + e.getMessage());
        } catch (NumberFormatException e) {
            // The engine lets this out for an escape such as \UFFFFFFFF.
            throw problems.fatal(last, "not YAML: a character's number is too large");
        }
    }

    /** The next event, which the one before it allows to be of one type only. */
    <E extends Event> E next(Class<E> type) throws InvalidFile {
        return type.cast(next());
    }
}
