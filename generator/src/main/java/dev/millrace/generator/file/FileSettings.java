package dev.millrace.generator.file;

public record FileSettings(
        java.nio.file.Path path, boolean follow, StartAt startAt, dev.millrace.settings.DataSize maxLine) {}
