/** Inferred sources as files. */
@NullMarked
package dev.millrace.app.infer;

import org.jspecify.annotations.NullMarked;
