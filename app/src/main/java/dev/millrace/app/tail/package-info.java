/** Looking at what is on a topic. */
@NullMarked
package dev.millrace.app.tail;

import org.jspecify.annotations.NullMarked;
