/** What the documents say is what happens. */
@NullMarked
package dev.millrace.checks.docs;

import org.jspecify.annotations.NullMarked;
