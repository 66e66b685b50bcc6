/** Where the program's schemas are kept. */
@NullMarked
package dev.millrace.app.schemas;

import org.jspecify.annotations.NullMarked;
