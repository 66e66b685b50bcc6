/** How events are encoded on their way from a source to its channel: one a record, or many in frames. */
@NullMarked
package dev.millrace.generator.encode;

import org.jspecify.annotations.NullMarked;
