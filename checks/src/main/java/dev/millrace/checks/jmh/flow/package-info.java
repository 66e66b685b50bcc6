/** What flow control costs a sending loop: one thread or some, without Kafka and Redis. */
@NullMarked
package dev.millrace.checks.jmh.flow;

import org.jspecify.annotations.NullMarked;
