/** Flow control as a sending loop meets it: permits, the breaker before Kafka, bytes in flight. */
@NullMarked
package dev.millrace.generator.flow;

import org.jspecify.annotations.NullMarked;
