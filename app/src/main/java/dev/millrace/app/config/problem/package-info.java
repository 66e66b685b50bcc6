/** What is wrong with a file, and where. */
@NullMarked
package dev.millrace.app.config.problem;

import org.jspecify.annotations.NullMarked;
