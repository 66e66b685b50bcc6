/** Events as CloudEvents 1.0 in structured JSON mode, written and read without maps in between. */
@NullMarked
package dev.millrace.event.json;

import org.jspecify.annotations.NullMarked;
