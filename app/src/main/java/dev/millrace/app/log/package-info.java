/** Where log lines go. */
@NullMarked
package dev.millrace.app.log;

import org.jspecify.annotations.NullMarked;
