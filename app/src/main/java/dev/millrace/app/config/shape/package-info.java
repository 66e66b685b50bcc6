/** What a type of record can hold, read from the type itself. */
@NullMarked
package dev.millrace.app.config.shape;

import org.jspecify.annotations.NullMarked;
