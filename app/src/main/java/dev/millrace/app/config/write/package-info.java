/** Settings written as the YAML they are read from. */
@NullMarked
package dev.millrace.app.config.write;

import org.jspecify.annotations.NullMarked;
