package dev.millrace.gateway.problem;

import dev.millrace.settings.InvalidSetting;

/** How a field of a body, or a parameter, that is not valid is told over HTTP. */
public final class InvalidField {
    private InvalidField() {}

    /** The problem that names the field. */
    public static Problem of(InvalidSetting invalid) {
        var problem = Problem.of(
                ProblemType.INVALID_REQUEST,
                invalid.field().isEmpty() ? invalid.problem() : invalid.field() + ": " + invalid.problem());
        return invalid.field().isEmpty() ? problem : problem.with("field", invalid.field());
    }
}
