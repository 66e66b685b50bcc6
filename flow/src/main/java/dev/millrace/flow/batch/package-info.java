/** How much is sent at once, so that what is in flight takes a chosen time. */
@NullMarked
package dev.millrace.flow.batch;

import org.jspecify.annotations.NullMarked;
