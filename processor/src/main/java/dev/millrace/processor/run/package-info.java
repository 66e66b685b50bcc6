/**
 * Pipelines at work: Kafka Streams started with the settings exactly-once needs, watched, and ended in order.
 *
 * <p>Before a pipeline starts, the topics it reads must be there, those it writes are made where they are not, and
 * the broker is asked whether it has the transactions that exactly-once needs. While it runs, a thread that dies is
 * replaced, a few times; then the pipeline is stopped and says so. A topic between two stages is a topic of our own
 * (the public API has no other), so what has been read of it is deleted here.
 */
@NullMarked
package dev.millrace.processor.run;

import org.jspecify.annotations.NullMarked;
