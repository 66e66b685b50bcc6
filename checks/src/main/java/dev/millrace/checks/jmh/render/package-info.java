/** How fast generated events are rendered, without Kafka: one thread, bytes that go nowhere. */
@NullMarked
package dev.millrace.checks.jmh.render;

import org.jspecify.annotations.NullMarked;
