/** Events from outside, over HTTP, gathered into transactions. */
@NullMarked
package dev.millrace.generator.intake;

import org.jspecify.annotations.NullMarked;
