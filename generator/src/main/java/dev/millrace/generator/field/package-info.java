/** The kinds of fields a generated event can have, and the writers they are compiled to. */
@NullMarked
package dev.millrace.generator.field;

import org.jspecify.annotations.NullMarked;
