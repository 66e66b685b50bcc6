/** A file that is edited while its program runs: what of it takes effect at once. */
@NullMarked
package dev.millrace.app.reload;

import org.jspecify.annotations.NullMarked;
