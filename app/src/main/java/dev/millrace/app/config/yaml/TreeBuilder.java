package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Position;
import dev.millrace.app.config.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/** Builds one document's tree from the parser's events. Not thread-safe. */
final class TreeBuilder {
    static final int DEEPEST = 64;

    private final YamlEvents events;
    private final Variables variables;
    private final Problems problems;
    private int depth;

    TreeBuilder(YamlEvents events, Variables variables, Problems problems) {
        this.events = events;
        this.variables = variables;
        this.problems = problems;
    }

    /** The document; an empty mapping where the file holds nothing. */
    YamlNode document() throws InvalidFile {
        events.next(); // the stream's start
        if (!(events.next() instanceof DocumentStartEvent)) {
            return new YamlMapping(Position.START, Map.of(), true);
        }
        var first = events.next();
        var root = node(first, Location.root(Marks.start(first)));
        events.next(); // the document's end
        var end = events.next();
        if (!(end instanceof StreamEndEvent)) {
            throw problems.fatal(Marks.start(end), "a second document begins here; a file holds one");
        }
        return root;
    }

    private YamlNode node(Event event, Location location) throws InvalidFile {
        var at = Marks.start(event);
        return switch (event) {
            case ScalarEvent scalar -> plain(scalar, scalar.getTag(), location) ? scalar(scalar, location) : broken(at);
            case SequenceStartEvent start -> {
                var list = list(start, location);
                yield plain(start, start.getTag(), location) ? list : broken(at);
            }
            case MappingStartEvent start -> {
                var mapping = mapping(start, location);
                yield plain(start, start.getTag(), location) ? mapping : broken(at);
            }
            case AliasEvent alias -> {
                problems.add(
                        location,
                        "aliases are not supported; write the value out, or put quotes around one that begins with '*'");
                yield broken(at);
            }
            default -> throw new IllegalStateException("a value cannot begin with " + event);
        };
    }

    private static YamlNode broken(Position at) {
        return new YamlBroken(at);
    }

    /** Whether a value has neither anchor nor tag. */
    private boolean plain(NodeEvent event, Optional<String> tag, Location location) {
        if (event.getAnchor().isPresent()) {
            problems.add(location, "anchors are not supported; put quotes around a value that begins with '&'");
            return false;
        }
        if (tag.isPresent()) {
            problems.add(location, "tags are not supported; put quotes around a value that begins with '!'");
            return false;
        }
        return true;
    }

    private YamlNode scalar(ScalarEvent event, Location location) {
        var at = Marks.start(event);
        var source = event.getValue();
        return switch (variables.expand(source)) {
            case Expansion.Unchanged() ->
                new YamlScalar(
                        at, source, source, event.isPlain() ? ScalarKind.ofPlain(source) : ScalarKind.TEXT, Map.of());
            case Expansion.Expanded(var text, var secrets) -> {
                // Quotes around a variable are there for YAML's sake: they do not make a number a text.
                var kind = ScalarKind.ofPlain(text);
                yield new YamlScalar(at, source, text, kind == ScalarKind.NOTHING ? ScalarKind.TEXT : kind, secrets);
            }
            case Expansion.Failed(var problem) -> {
                problems.add(new Location(location.path(), at), problem);
                yield broken(at);
            }
        };
    }

    private YamlNode list(SequenceStartEvent start, Location location) throws InvalidFile {
        descend(start);
        var items = new ArrayList<YamlNode>();
        while (events.next() instanceof NodeEvent event) {
            items.add(node(event, location.item(items.size(), Marks.start(event))));
        }
        depth--;
        return new YamlList(Marks.start(start), items, start.isFlow());
    }

    private YamlNode mapping(MappingStartEvent start, Location location) throws InvalidFile {
        descend(start);
        var entries = new LinkedHashMap<String, YamlMapping.Entry>();
        while (events.next() instanceof NodeEvent event) {
            var key = key(event, location);
            var next = events.next();
            var at = key.map(name -> location.child(name, Marks.start(event))).orElse(location);
            var value = start.isFlow() && empty(next) ? cutOff(at) : node(next, at);
            key.ifPresent(name -> put(entries, name, new YamlMapping.Entry(Marks.start(event), value), location));
        }
        depth--;
        return new YamlMapping(Marks.start(start), entries, start.isFlow());
    }

    private static boolean empty(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    private YamlNode cutOff(Location location) {
        problems.add(
                location, "has no value; within { } a ',' ends a value: put quotes around one that has a comma in it");
        return broken(location.position());
    }

    private void put(Map<String, YamlMapping.Entry> entries, String key, YamlMapping.Entry entry, Location location) {
        var first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems.add(
                    location.child(key, entry.key()),
                    "is here twice; the first is in line " + first.key().line());
        }
    }

    /** The name a key stands for, or nothing where it is none, which is reported. */
    private Optional<String> key(Event event, Location mapping) throws InvalidFile {
        var location = new Location(mapping.path(), Marks.start(event));
        if (!(event instanceof ScalarEvent scalar)) {
            if (!(node(event, location) instanceof YamlBroken)) {
                problems.add(location, "a name must be plain text");
            }
            return Optional.empty();
        }
        if (!plain(scalar, scalar.getTag(), location)) {
            return Optional.empty();
        }
        if (scalar.isPlain() && ScalarKind.ofPlain(scalar.getValue()) == ScalarKind.NOTHING) {
            problems.add(location, "a name is missing before the ':'");
            return Optional.empty();
        }
        if (!(variables.expand(scalar.getValue()) instanceof Expansion.Unchanged)) {
            problems.add(location, "variables are replaced in values, not in names");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private void descend(Event event) throws InvalidFile {
        depth++;
        if (depth > DEEPEST) {
            throw problems.fatal(Marks.start(event), "is nested deeper than " + DEEPEST + " levels");
        }
    }
}
