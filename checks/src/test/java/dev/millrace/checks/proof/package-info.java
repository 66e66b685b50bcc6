/** The proof itself put to the test: bugs planted on purpose must be found. */
@NullMarked
package dev.millrace.checks.proof;

import org.jspecify.annotations.NullMarked;
