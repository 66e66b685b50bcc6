/** Real servers beside the program, for those who bring none: what they have in common is how they fail to start. */
@NullMarked
package dev.millrace.embedded;

import org.jspecify.annotations.NullMarked;
