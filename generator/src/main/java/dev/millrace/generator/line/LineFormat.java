package dev.millrace.generator.line;

public enum LineFormat {
    COMBINED,
    TEXT,
    JSON
}
