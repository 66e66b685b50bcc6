package dev.millrace.embedded.kafka;

import dev.millrace.embedded.ServerFailed;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.ControllerServer;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.ControllerRequestContext;

/**
 * The broker that worked in the folder before. If it was killed, the controller keeps its place for it until its
 * session has run out, and lets no other in: seconds for nothing, as whoever has the folder's lock knows it is dead.
 */
final class FormerBroker {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private FormerBroker() {}

    /** Gives up its place, as soon as the controller takes orders; returns when that is done. */
    static void forget(ControllerServer controller) {
        var nobody =
                new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!forgotten(controller, nobody, deadline)) {
            // The controller has no event to wait for from outside: it takes no orders until it has read its own log.
            pause();
        }
    }

    private static boolean forgotten(ControllerServer controller, ControllerRequestContext nobody, long deadline) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new ServerFailed("Kafka's controller did not become active within " + LIMIT);
        }
        if (!controller.controller().isActive()) {
            return false;
        }
        try {
            controller.controller().unregisterBroker(nobody, LogFolder.NODE).get(left, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case BrokerIdNotRegisteredException never -> true;
                case NotControllerException notYet -> false;
                case null, default ->
                    throw new ServerFailed("Kafka's controller kept the place of an earlier broker", e.getCause());
            };
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while Kafka started", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while Kafka started", e);
        }
    }
}
