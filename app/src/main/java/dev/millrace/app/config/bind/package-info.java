/** From nodes to records. */
@NullMarked
package dev.millrace.app.config.bind;

import org.jspecify.annotations.NullMarked;
