/** The topics a file needs, and their making. */
@NullMarked
package dev.millrace.app.topics;

import org.jspecify.annotations.NullMarked;
