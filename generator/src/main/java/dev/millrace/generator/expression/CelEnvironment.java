package dev.millrace.generator.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.millrace.event.cel.MixedNumbers;
import java.util.Collection;
import java.util.regex.Pattern;

/** What expressions over fields may use: the fields, and CEL's standard, string and math functions. */
final class CelEnvironment {
    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_NESTING = 50;
    private static final int MAX_ITERATIONS = 10_000;
    private static final int MAX_REGEX_PROGRAM = 2_000;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*", Pattern.DOTALL);

    private CelEnvironment() {}

    static Cel over(Collection<String> fields) {
        var options = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .maxExpressionCodePointSize(MAX_LENGTH)
                .maxParseRecursionDepth(MAX_NESTING)
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                .build();
        var mixed = new MixedNumbers();
        var builder = CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math(), mixed)
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math(), mixed);
        // What a field holds is known once it is written: its type is left open.
        fields.stream()
                .filter(name -> IDENTIFIER.matcher(name).matches())
                .forEach(name -> builder.addVar(name, SimpleType.DYN));
        return builder.build();
    }

    /** CEL's words for what is wrong, or plainer ones where there are any. */
    static String wording(String message, Collection<String> fields) {
        var undeclared = UNDECLARED.matcher(message);
        return undeclared.matches()
                ? "there is no field '" + undeclared.group(1) + "' here, only " + String.join(", ", fields)
                : message;
    }
}
