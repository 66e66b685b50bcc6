/**
 * Conditions and values in pipeline files: the Common Expression Language (CEL), compiled once and evaluated for
 * each event.
 *
 * <p>CEL has no loops, no side effects and no access to anything but the event, so an expression cannot harm the
 * process it runs in; size, nesting, list elements visited and regular expressions are limited on top of that.
 * Beyond the standard there are the string, math and optional functions of its libraries, and arithmetic between
 * int and double, since JSON does not tell the two apart. What an expression cannot be evaluated for is a value
 * ({@link dev.millrace.processor.expression.Evaluation.Failed}), not an exception: such events go to the
 * dead-letter topic.
 */
@NullMarked
package dev.millrace.processor.expression;

import org.jspecify.annotations.NullMarked;
