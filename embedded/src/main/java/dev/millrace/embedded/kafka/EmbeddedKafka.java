package dev.millrace.embedded.kafka;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.OpenParts;
import java.util.concurrent.CompletionStage;

/**
 * A real Kafka broker in this JVM: one KRaft node, broker and controller at once, that listens on 127.0.0.1 only and
 * asks no one for a password.
 *
 * <p>Its log stays in the folder, and the next start there goes on with it, also after this JVM was killed: what was
 * acknowledged is there. (Kafka hands records to the operating system without waiting for the disk, so a machine that
 * loses power may lose the last ones; the override {@code log.flush.interval.messages=1} changes that, at a price.)
 *
 * <p>A broker that can't go on by itself, because its disk is full or broken, says so in {@link #failure()} and leaves
 * the program running. Several brokers can run in one JVM. Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final OpenParts parts;
    private final int port;
    private final KraftNode node;

    private EmbeddedKafka(OpenParts parts, int port, KraftNode node) {
        this.parts = parts;
        this.port = port;
        this.node = node;
    }

    /**
     * Starts a broker, and returns when it takes records.
     *
     * @throws FolderInUse    if another broker works in the folder
     * @throws ForeignFolder  if the folder holds something else, or the log of a newer Kafka
     * @throws FolderUnusable if this account cannot use the folder
     * @throws PortTaken      if the port is another program's
     * @throws ServerFailed   if Kafka itself gives up
     */
    public static EmbeddedKafka start(KafkaSettings settings) {
        var parts = new OpenParts();
        try {
            var folder = parts.add(LogFolder.open(settings.folder()));
            var listeners = parts.add(BrokerListeners.bind(settings.port()));
            folder.format(listeners);
            var config = BrokerProperties.of(folder, listeners, settings.overrides());
            var node = parts.add(KraftNode.start(config, listeners));
            return new EmbeddedKafka(parts, listeners.clientPort(), node);
        } catch (RuntimeException e) {
            throw parts.closeAfter(e);
        }
    }

    /** What a client's {@code bootstrap.servers} takes. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Completes, exceptionally and with the reason, when the broker cannot go on; never if it ends by {@link #close}.
     * It takes no more records then: close it, mend the cause, and start it again on the same folder.
     */
    public CompletionStage<Void> failure() {
        return node.failure();
    }

    /**
     * Ends the broker in order, so that the next start has nothing to recover. Closing again does nothing.
     *
     * @throws ServerFailed if it has not ended within {@link KraftNode#TIME_TO_END}
     */
    @Override
    public void close() {
        parts.close();
    }
}
