/** The script {@code ./millrace}, by which everything is started from a checkout. */
@NullMarked
package dev.millrace.app.launcher;

import org.jspecify.annotations.NullMarked;
