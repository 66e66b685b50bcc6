/** The rooms and their walls. */
@NullMarked
package dev.millrace.checks.architecture;

import org.jspecify.annotations.NullMarked;
