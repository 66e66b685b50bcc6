/** Generated events as bytes: a source compiled to a renderer. */
@NullMarked
package dev.millrace.generator.render;

import org.jspecify.annotations.NullMarked;
