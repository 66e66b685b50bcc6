/** Tests of where the program has schemas from. */
@NullMarked
package dev.millrace.app.schemas;

import org.jspecify.annotations.NullMarked;
