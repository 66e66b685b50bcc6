/** All kinds of fields as they stand in a file. */
@NullMarked
package dev.millrace.app.fields;

import org.jspecify.annotations.NullMarked;
