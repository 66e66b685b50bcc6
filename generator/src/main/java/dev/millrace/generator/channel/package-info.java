/** One source's way into Kafka: its events, its dead letters and its progress in one transaction. */
@NullMarked
package dev.millrace.generator.channel;

import org.jspecify.annotations.NullMarked;
