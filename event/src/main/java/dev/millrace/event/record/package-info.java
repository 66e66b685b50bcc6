/** What the records of a topic hold, whatever they are encoded in: events, or what can be told of them at a glance. */
@NullMarked
package dev.millrace.event.record;

import org.jspecify.annotations.NullMarked;
