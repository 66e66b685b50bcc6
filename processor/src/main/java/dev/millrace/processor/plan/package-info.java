/**
 * From definition to plan: a pure value that says what will run, before anything does.
 *
 * <p>A {@link dev.millrace.processor.plan.Plan} is a list of stages. A stage reads topics, runs its operations fused
 * into one processor, event by event, and ends in a topic; where events must be gathered by another key, a stage
 * ends in a repartition topic and the next one begins. Names of stores and internal topics follow from the file's,
 * the pipeline's and the window's names, never from positions, so that adding a step leaves state where it is.
 */
@NullMarked
package dev.millrace.processor.plan;

import org.jspecify.annotations.NullMarked;
