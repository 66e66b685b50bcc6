package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;
import java.util.List;

/**
 * A list of values.
 *
 * @param flow whether it is written in brackets
 */
public record YamlList(Position at, List<YamlNode> items, boolean flow) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }
}
