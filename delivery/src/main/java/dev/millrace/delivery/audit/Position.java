package dev.millrace.delivery.audit;

import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;

/**
 * How far a partition has been copied, as the database has it.
 *
 * @param topicId     Kafka's id of the topic
 * @param incarnation how often the log has begun anew under its name
 * @param next        the first offset not copied yet
 * @param leaderEpoch the leader's epoch of what was copied last, by which Kafka can tell whether the log was cut since
 */
record Position(Uuid topicId, int incarnation, long next, OptionalInt leaderEpoch) {}
