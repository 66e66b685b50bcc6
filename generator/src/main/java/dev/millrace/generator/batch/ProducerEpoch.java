package dev.millrace.generator.batch;

/** Who sends, for one transaction: with Kafka's second version of transactions each has an epoch of its own. */
record ProducerEpoch(long producerId, short epoch) {}
