package dev.millrace.generator.run;

/** Another instance is the generator of this program already. */
public final class GeneratorTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GeneratorTaken(String program) {
        super("Another instance is the generator of '" + program + "' on this Kafka already, and there can be one:"
                + " everything would be sent twice. Stop that one first, run this instance with other roles, or give"
                + " this file another name");
    }
}
