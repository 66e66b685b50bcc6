package dev.millrace.generator.schema;

/** A schema that no fields can be made of, and where that shows. */
public final class InvalidSchema extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String path;
    private final int line;
    private final int column;

    InvalidSchema(String path, SchemaNode.At at, String problem) {
        super(problem);
        this.problem = problem;
        this.path = path;
        this.line = at.line();
        this.column = at.column();
    }

    /** What is wrong, and what would be right. */
    public String problem() {
        return problem;
    }

    /** The place in the schema as a path of names; empty for the whole. */
    public String path() {
        return path;
    }

    /** The line in the schema's file, from 1; 0 for the file as a whole. */
    public int line() {
        return line;
    }

    /** The column, from 1; 0 for the file as a whole. */
    public int column() {
        return column;
    }
}
