package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;

/** A value that could not be read, which has been reported: there is nothing more to say about it. */
public record YamlBroken(Position at) implements YamlNode {}
