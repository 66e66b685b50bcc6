package dev.millrace.generator.line;

public final class LineParsers {
    public static LineParser of(LineFormat f, java.time.Clock c) {
        throw new IllegalStateException();
    }
}
