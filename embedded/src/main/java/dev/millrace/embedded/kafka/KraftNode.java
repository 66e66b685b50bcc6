package dev.millrace.embedded.kafka;

import dev.millrace.embedded.parts.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.LoggerFactory;

/** Kafka's own server objects for one node, put together as its own start program does, but for sockets and failures. */
final class KraftNode implements Part {
    /** How long {@link #close} waits. */
    static final Duration TIME_TO_END = Duration.ofSeconds(30);

    /** A long log that was not ended in order is read through first. */
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(10);

    private static final Duration TIME_TO_HAND_OVER = Duration.ofSeconds(5);

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final NodeThreads threads;

    private KraftNode(ControllerServer controller, BrokerServer broker, NodeThreads threads) {
        this.controller = controller;
        this.broker = broker;
        this.threads = threads;
    }

    static KraftNode start(KafkaConfig config, BrokerListeners listeners) {
        var threads = new NodeThreads("kafka-" + listeners.clientPort(), Path.of(config.metadataLogDir()));
        var laidOut = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KraftNode.class), "");
        var meta = laidOut._1();
        var shared = new SharedServer(
                config,
                meta,
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, meta.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(Map.of()),
                List.of(listeners.controllerAddress()),
                threads,
                listeners);
        var broker = new BrokerServer(shared);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), laidOut._2());
        var node = new KraftNode(controller, broker, threads);
        try {
            threads.run("start", TIME_TO_RECOVER, node::startUp);
        } catch (RuntimeException e) {
            try {
                node.close();
            } catch (RuntimeException whileClosing) {
                e.addSuppressed(whileClosing);
            }
            throw e;
        }
        return node;
    }

    private void startUp() {
        controller.startup();
        FormerBroker.forget(controller);
        broker.startup();
    }

    CompletionStage<Void> failure() {
        return threads.failure();
    }

    @Override
    public void close() {
        threads.run("end", TIME_TO_END, () -> {
            // The broker first: it says goodbye to the controller.
            broker.shutdown(TIME_TO_HAND_OVER);
            controller.shutdown();
        });
    }
}
