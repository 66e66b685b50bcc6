/** A real Kafka broker in this JVM, its log in one folder. */
@NullMarked
package dev.millrace.embedded.kafka;

import org.jspecify.annotations.NullMarked;
