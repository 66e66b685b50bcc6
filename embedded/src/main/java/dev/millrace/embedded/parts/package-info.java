/** What a server is put together from, and how that is taken down again. */
@NullMarked
package dev.millrace.embedded.parts;

import org.jspecify.annotations.NullMarked;
