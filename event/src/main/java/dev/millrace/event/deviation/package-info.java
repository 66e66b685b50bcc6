/** What a source did with indices other than send each of them once and in order: written with its events. */
@NullMarked
package dev.millrace.event.deviation;

import org.jspecify.annotations.NullMarked;
