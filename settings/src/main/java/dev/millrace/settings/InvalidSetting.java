package dev.millrace.settings;

/** A setting that cannot be: names the field, as a path such as {@code sources.orders.rate}, and says why. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field   the field's path from where the settings begin; empty for the whole
     * @param problem what is wrong, as a clause that follows the field's name: "must be positive, was 0"
     */
    public InvalidSetting(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The field's path. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String problem() {
        return problem;
    }

    /** The same error seen from further out: {@code outer} goes before the field's path. */
    public InvalidSetting within(String outer) {
        var dot = field.isEmpty() || field.startsWith("[") || outer.isEmpty() ? "" : ".";
        var moved = new InvalidSetting(outer + dot + field, problem);
        moved.setStackTrace(getStackTrace());
        return moved;
    }
}
