package dev.millrace.processor.expression;

/** CEL's inner names of operators, as a person writes them. */
final class Operators {
    private Operators() {}

    /** {@code >} for {@code _>_}, {@code !} for {@code !_}, {@code ? :} for {@code _?_:_}; other names as they are. */
    static String symbol(String function) {
        return switch (function) {
            case "_?_:_" -> "? :";
            case "_[_]" -> "[ ]";
            case "@in" -> "in";
            default -> function.startsWith("_") || function.endsWith("_") ? function.replace("_", "") : function;
        };
    }
}
