package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's marks, which count from 0, into positions. */
final class Marks {
    private Marks() {}

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Position start(Event event) {
        return event.getStartMark().map(Marks::position).orElse(Position.START);
    }
}
