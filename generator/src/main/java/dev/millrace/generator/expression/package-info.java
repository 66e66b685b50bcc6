/**
 * Expressions over the fields of a generated event, in the Common Expression Language (CEL). CEL has no side effects
 * and sees nothing but the fields, so an expression is as pure as they are.
 */
@NullMarked
package dev.millrace.generator.expression;

import org.jspecify.annotations.NullMarked;
