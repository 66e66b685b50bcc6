/**
 * Plans as Kafka Streams topologies, on the low-level Processor API.
 *
 * <p>Each stage is one processor. It decodes a record once and pushes the event through a chain of links, one for
 * each operation; time goes down the same chain, ahead of the event that brought it. What comes out is forwarded to
 * a sink for each topic. Whatever cannot be read, processed or written is forwarded to the dead-letter topic
 * instead, in the same transaction.
 *
 * <p>Time is the greatest event time a task has seen, dropped and diverted events included, save for events too far
 * ahead of the clock to be true. A window that closes tells the links after it that time has come as far as its last
 * result, so windows can follow windows.
 */
@NullMarked
package dev.millrace.processor.topology;

import org.jspecify.annotations.NullMarked;
