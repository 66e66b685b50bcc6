/**
 * What a pipeline file says, as records that refuse what cannot be.
 *
 * <p>Each step is a record whose first component is the word it is written with in the file, so that a binder can
 * tell the steps apart without further help. The records check what can be seen without compiling anything; the
 * planner (package {@code plan}) checks the expressions. Errors name the field by its path within the pipeline.
 */
@NullMarked
package dev.millrace.processor.pipeline;

import org.jspecify.annotations.NullMarked;
