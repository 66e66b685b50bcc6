/** What is turned away, and in which order, when there is too much. */
@NullMarked
package dev.millrace.flow.shed;

import org.jspecify.annotations.NullMarked;
