/** Many events of one partition in one Kafka record; the format is specified in {@code docs/frame-format.md}. */
@NullMarked
package dev.millrace.event.frame;

import org.jspecify.annotations.NullMarked;
