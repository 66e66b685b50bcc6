/** What expressions over events have in common, wherever they stand. */
@NullMarked
package dev.millrace.event.cel;

import org.jspecify.annotations.NullMarked;
