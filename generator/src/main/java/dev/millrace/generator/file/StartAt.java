package dev.millrace.generator.file;

public enum StartAt {
    START,
    END
}
