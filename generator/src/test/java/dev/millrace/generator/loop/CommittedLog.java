package dev.millrace.generator.loop;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.interval.Addition;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.json.HeadlineReader;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationJson;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.PoisonMark;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps what was committed to it, in order, and forgets what was not; fails when it is told to. */
final class CommittedLog {
    private final List<ProducerRecord<byte[], byte[]>> committed = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> open = new ArrayList<>();
    private final Consumer<String> sending;
    private long untilFailure = Long.MAX_VALUE;

    /** @param sending told the topic of each record sent */
    CommittedLog(Consumer<String> sending) {
        this.sending = sending;
    }

    /** Fails after so many more calls, as if the program had been killed there. */
    void failAfter(long calls) {
        untilFailure = calls;
        open.clear();
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    Producer<byte[], byte[]> producer() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "send" -> {
                        call();
                        var record = (ProducerRecord<byte[], byte[]>) arguments[0];
                        sending.accept(record.topic());
                        open.add(record);
                        ((Callback) arguments[1]).onCompletion(null, null);
                        yield CompletableFuture.completedFuture(null);
                    }
                    case "commitTransaction" -> {
                        call();
                        committed.addAll(open);
                        open.clear();
                        yield null;
                    }
                    default -> null;
                });
    }

    private void call() {
        if (--untilFailure < 0) {
            throw new TimeoutException("planted");
        }
    }

    /** What the source said last, if anything. */
    @Nullable
    Progress progress() throws UnreadableEvent {
        Progress last = null;
        for (var record : committed) {
            if (record.topic().equals(Progress.TOPIC)) {
                last = ProgressJson.read(record.value());
            }
        }
        return last;
    }

    /** All indices that were announced as of a kind. */
    IntervalSet announced(DeviationKind kind) throws UnreadableEvent {
        var all = new IntervalSet();
        for (var record : committed) {
            if (record.topic().equals(Deviation.TOPIC)) {
                var deviation = DeviationJson.read(record.value());
                if (deviation.kind() == kind) {
                    deviation.indices().forEach(place -> {
                        long index = deviation.shard().index(place);
                        if (all.add(index) == Addition.REPEAT) {
                            throw new AssertionError(index + " was announced twice as " + kind);
                        }
                    });
                }
            }
        }
        return all;
    }

    /** What stands on the topic, in order: an index, or its complement for a record that cannot be read. */
    List<Long> indices() throws UnreadableEvent {
        var found = new ArrayList<Long>();
        for (var record : records()) {
            var poison = record.headers().lastHeader(PoisonMark.INDEX);
            found.add(
                    poison == null
                            ? new HeadlineReader().read(record.value()).origin().index()
                            : ~Long.parseLong(new String(poison.value(), StandardCharsets.UTF_8)));
        }
        return found;
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return committed.stream()
                .filter(record -> record.topic().equals("topic"))
                .toList();
    }
}
