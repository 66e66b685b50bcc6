package dev.millrace.checks.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody who posts one event after the other, whatever becomes of them, and keeps the answers. */
final class Poster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CREATED = 201;
    private static final Set<Integer> REFUSALS = Set.of(429, 503);
    private static final int UNCONFIRMED = 504;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI door;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<Integer> stored = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private final Set<Integer> doubtful = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().name("poster").unstarted(this::post);

    /** Posts to one source of the program at this address. */
    Poster(String gateway, String source) {
        door = URI.create(gateway + "/api/v1/sources/" + source + "/events");
        thread.start();
    }

    /** The numbers of the events that were answered as stored. */
    Set<Integer> stored() {
        return stored;
    }

    /** The numbers of the events that were answered as not stored. */
    Set<Integer> refused() {
        return refused;
    }

    /** The numbers of the events of which it was answered that nobody knows: they were on their way when Kafka went. */
    Set<Integer> doubtful() {
        return doubtful;
    }

    /** Answers that are none of these, and posts that got none. */
    ConcurrentLinkedQueue<String> surprises() {
        return surprises;
    }

    private void post() {
        try {
            for (int n = 0; !end.await(50, TimeUnit.MILLISECONDS); n++) {
                take(n);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(int n) throws InterruptedException {
        var post = HttpRequest.newBuilder(door)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":" + n + "}"))
                .build();
        try {
            int status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == CREATED) {
                stored.add(n);
            } else if (REFUSALS.contains(status)) {
                refused.add(n);
            } else if (status == UNCONFIRMED) {
                doubtful.add(n);
            } else {
                surprises.add(n + " was answered with " + status);
            }
        } catch (IOException e) {
            surprises.add(n + " was not answered: " + e);
        }
    }

    /** Stops, once the last post is answered. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join();
        http.close();
    }
}
