/** The one program. */
@NullMarked
package dev.millrace.app;

import org.jspecify.annotations.NullMarked;
