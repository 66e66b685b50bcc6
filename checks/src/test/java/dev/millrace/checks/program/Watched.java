package dev.millrace.checks.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running program seen from outside, with the JDK's own tools: which of its threads do not come back from a call of Kafka's
 * or Redis's client, and how much memory it really needs. For one thread.
 */
final class Watched {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HEAD =
            Pattern.compile("^\"(?<name>.*)\" #(?<number>\\d+).* cpu=(?<cpu>[0-9.]+)ms elapsed=");
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(?<bytes>\\d+)$", Pattern.MULTILINE);
    /** What calls go through that wait for a server. */
    private static final List<String> CLIENTS = List.of("org.apache.kafka.clients.", "io.lettuce.");

    /** A pipeline's thread is Kafka Streams' own, and waits as long as that thinks fit; nobody waits for it. */
    private static final String STREAMS = "org.apache.kafka.streams.processor.internals.StreamThread.run";

    private final long pid;
    private final Path folder;
    private final Map<String, Sighting> sightings = new HashMap<>();

    /** A thread in a call, since when, and for how long it was seen to be. */
    private record Sighting(String trace, String work, long since, long nanos) {}

    /** A program, and a folder for what is written down of it. */
    Watched(long pid, Path folder) {
        this.pid = pid;
        this.folder = folder;
    }

    /** Looks now. */
    void look() throws IOException, InterruptedException {
        var now = new HashMap<String, Sighting>();
        long time = System.nanoTime();
        lookAtPlatformThreads(time, now);
        lookAtRequests(time, now);
        sightings.clear();
        sightings.putAll(now);
    }

    /** The threads that have been in one and the same call for longer than this, as of the last look. */
    List<String> stuckFor(Duration patience) {
        return sightings.entrySet().stream()
                .filter(entry -> entry.getValue().nanos() > patience.toNanos())
                .map(entry -> entry.getKey() + " for "
                        + Duration.ofNanos(entry.getValue().nanos()) + " in\n"
                        + entry.getValue().trace())
                .toList();
    }

    /** How many bytes are in use after everything was collected that can be. */
    long liveBytes() throws IOException, InterruptedException {
        var histogram = tool("GC.class_histogram");
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("no total in\n" + histogram);
        }
        return Long.parseLong(total.group("bytes"));
    }

    /** A thread that makes its way through calls uses its processor; one that waits in a single call does not. */
    private void lookAtPlatformThreads(long time, Map<String, Sighting> now) throws IOException, InterruptedException {
        for (var block : tool("Thread.print").split("\n\n", -1)) {
            var head = HEAD.matcher(block.strip());
            if (head.find()) {
                see(head.group("name") + " #" + head.group("number"), block, head.group("cpu"), time, now);
            }
        }
    }

    /** Each request has a virtual thread of its own; where it is still the same one, it is still the same request. */
    private void lookAtRequests(long time, Map<String, Sighting> now) throws IOException, InterruptedException {
        var file = folder.resolve("threads.json");
        tool("Thread.dump_to_file", "-overwrite", "-format=json", file.toString());
        for (var container : JSON.readTree(file).at("/threadDump/threadContainers")) {
            for (var thread : container.path("threads")) {
                if (thread.path("virtual").asBoolean()) {
                    see("virtual #" + thread.path("tid").asString(), trace(thread), "", time, now);
                }
            }
        }
    }

    private void see(String name, String trace, String work, long time, Map<String, Sighting> now) {
        boolean isOurs = trace.contains("dev.millrace.") && !trace.contains(STREAMS);
        if (!isOurs || CLIENTS.stream().noneMatch(trace::contains)) {
            return;
        }
        var before = sightings.get(name);
        boolean same = before != null
                && before.work().equals(work)
                && frames(before.trace()).equals(frames(trace));
        long since = same ? before.since() : time;
        now.put(name, new Sighting(trace, work, since, time - since));
    }

    private static List<String> frames(String trace) {
        return trace.lines().filter(line -> line.startsWith("\tat ")).toList();
    }

    private static String trace(JsonNode thread) {
        var lines = new ArrayList<String>();
        thread.path("stack").forEach(frame -> lines.add("\tat " + frame.asString()));
        return String.join("\n", lines);
    }

    private String tool(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        all.addAll(List.of(command));
        var out = Files.createTempFile(folder, "jcmd", ".txt");
        try {
            int code = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start()
                    .waitFor();
            var said = Files.readString(out, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new AssertionError(String.join(" ", all) + " gave " + code + ":\n" + said);
            }
            return said;
        } finally {
            Files.delete(out);
        }
    }
}
