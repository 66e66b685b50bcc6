package dev.millrace.generator.line;

public class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedLine(String s) {
        super(s);
    }

    public String reason() {
        return "x";
    }
}
