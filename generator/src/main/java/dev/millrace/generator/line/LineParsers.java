package dev.millrace.generator.line;

public final class LineParsers {
    public static LineParser of(LineFormat f, java.time.Clock c) {
        if (c != null) throw new IllegalStateException();
        return (a, b, d, e) -> new ParsedLine(null, null);
    }
}
