/** Where events come from, as it stands in the file. */
@NullMarked
package dev.millrace.generator.source;

import org.jspecify.annotations.NullMarked;
