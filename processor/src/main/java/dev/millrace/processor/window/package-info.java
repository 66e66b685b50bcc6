/**
 * The state of windows as bytes: keys ordered by window, figures that are added to in place, and when a window is
 * final. Nothing here knows Kafka, so that the same code can work on a single entry or on a page of many.
 */
@NullMarked
package dev.millrace.processor.window;

import org.jspecify.annotations.NullMarked;
