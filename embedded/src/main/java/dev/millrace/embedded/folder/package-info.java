/** A server's folder: who may use it now, and what was written into it before. */
@NullMarked
package dev.millrace.embedded.folder;

import org.jspecify.annotations.NullMarked;
