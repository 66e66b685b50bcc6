package dev.millrace.generator.schema;

import dev.millrace.generator.schema.SchemaKinds.Part;

/**
 * How many fields a schema may come to. A type that is defined once and used in many places becomes as many fields, and so
 * do the types it uses itself: two kilobytes can ask for more than fit into any memory. For one reading.
 */
final class FieldBudget {
    static final int MOST = 10_000;

    private long used;

    /** One more field, or a part of one. */
    void take(Part part) throws InvalidSchema {
        use(1, part);
    }

    /** What was used since {@code before} comes so many times more. */
    void again(long before, int times, Part part) throws InvalidSchema {
        use((used - before) * times, part);
    }

    long used() {
        return used;
    }

    private void use(long more, Part part) throws InvalidSchema {
        used += more;
        if (used > MOST) {
            throw part.refused("the schema comes to more than " + MOST
                    + " fields, each type counted wherever it is used; override this field, or leave some out");
        }
    }
}
