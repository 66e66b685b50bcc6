/** Files that grow, read line by line across rotation, and exactly where the last committed position says. */
@NullMarked
package dev.millrace.generator.file;

import org.jspecify.annotations.NullMarked;
