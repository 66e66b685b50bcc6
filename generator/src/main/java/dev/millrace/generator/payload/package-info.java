/** How large events are: sizes, and the text that fills them up. */
@NullMarked
package dev.millrace.generator.payload;

import org.jspecify.annotations.NullMarked;
