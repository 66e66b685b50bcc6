/** Sources worked out from captured events: profiles of bounded size, and the kinds of fields that fit them. */
@NullMarked
package dev.millrace.generator.infer;

import org.jspecify.annotations.NullMarked;
