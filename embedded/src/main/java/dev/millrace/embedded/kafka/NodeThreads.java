package dev.millrace.embedded.kafka;

import dev.millrace.embedded.ServerFailed;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one node, kept apart in a thread group of their own. Kafka takes itself for the whole program and ends
 * it when a node can't go on; here that ends the node alone, and the group says which one it was.
 */
final class NodeThreads implements FaultHandlerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

    static {
        Exit.setHaltProcedure((code, message) -> {
            failNode(code, message);
            Runtime.getRuntime().halt(code);
        });
        Exit.setExitProcedure((code, message) -> {
            failNode(code, message);
            Runtime.getRuntime().exit(code);
        });
    }

    private final Group group;
    private final File log;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /**
     * @param name of the threads' group
     * @param log  where the node keeps its log: mostly the place that fails, if one does
     */
    NodeThreads(String name, Path log) {
        this.group = new Group(name, this);
        this.log = log.toFile();
    }

    private static final class Group extends ThreadGroup {
        private final NodeThreads node;

        Group(String name, NodeThreads node) {
            super(name);
            this.node = node;
        }
    }

    /** Stops the calling thread, if it is a node's, instead of the JVM. */
    static final class NodeHalted extends Error {
        private static final long serialVersionUID = 1L;

        NodeHalted(String message) {
            super(message);
        }
    }

    private static void failNode(int code, @Nullable String message) {
        for (var group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof Group ours) {
                ours.node.fail(message == null ? "its log messages say why" : message, null);
                throw new NodeHalted("the broker gave up with code " + code);
            }
        }
    }

    private void fail(String reason, @Nullable Throwable cause) {
        // Kafka gives no cause where it stops because of its disk.
        var disk = cause == null
                ? " Mostly its disk is full or broken: " + log + " has " + log.getUsableSpace() / 1_000_000
                        + " MB left. Mend that, then start it again on the same folder."
                : " " + cause;
        var message = "Kafka gave up: " + reason + "." + disk;
        if (failure.completeExceptionally(new ServerFailed(message, cause))) {
            LOG.atError()
                    .setMessage(message)
                    .setCause(cause)
                    .addKeyValue("node", group.getName())
                    .log();
        }
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            LOG.atError()
                    .setMessage(message)
                    .setCause(cause)
                    .addKeyValue("part", name)
                    .log();
            action.run();
            if (fatal) {
                fail(name + ": " + message, cause);
            }
            return new ServerFailed(name + ": " + message, cause);
        };
    }

    CompletionStage<Void> failure() {
        return failure.minimalCompletionStage();
    }

    /** Runs a step in a thread of the node, so that all threads that come of it are the node's too. */
    void run(String step, Duration limit, Runnable work) {
        var task = new FutureTask<Void>(work, null);
        new Thread(group, task, group.getName() + "-" + step).start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted at the " + step + " of Kafka", e);
        } catch (TimeoutException e) {
            throw new ServerFailed("the " + step + " of Kafka took more than " + limit, e);
        } catch (ExecutionException e) {
            throw new ServerFailed("Kafka failed at its " + step + ": " + e.getCause(), e.getCause());
        }
    }
}
