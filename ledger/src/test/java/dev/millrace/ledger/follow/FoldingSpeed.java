package dev.millrace.ledger.follow;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.HeadlineReader;
import dev.millrace.event.json.HeadlineScanner;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.testing.LedgerRig;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an event takes, in nanoseconds of CPU: its headline by either reader, folding it, and all of it from a real
 * broker. Run by hand; not a test, for figures depend on the machine.
 */
public final class FoldingSpeed {
    private static final Logger LOG = LoggerFactory.getLogger(FoldingSpeed.class);
    private static final int EVENTS = 200_000;
    private static final int ROUNDS = 10;
    private static final int POLL = 2_000;

    private FoldingSpeed() {}

    public static void main(String[] args) throws Exception {
        var events = events();
        for (int round = 1; round <= ROUNDS; round++) {
            LOG.info(
                    "round {}: general reader {} ns, scanner {} ns, scanner and fold {} ns an event",
                    round,
                    cpu(() -> read(events)),
                    cpu(() -> scan(events)),
                    cpu(() -> fold(events)));
        }
        fromBroker(events);
        System.exit(0);
    }

    private static List<byte[]> events() {
        var writer = new CloudEventWriter();
        var run = "01KAH5X2W8Q3Z7M4N6P8R0T2V4";
        var data = EventData.ofJson(
                "{\"amount\":12.34,\"customer\":\"customer-00001234\",\"pad\":\"" + "x".repeat(200) + "\"}");
        var events = new ArrayList<byte[]>();
        for (int index = 0; index < EVENTS; index++) {
            var id = run + ".orders." + index;
            var due = Instant.ofEpochSecond(1_800_000_000L + index / 50_000, index % 50_000 * 20_000L);
            events.add(writer.toBytes(new Event(
                    id,
                    "orders",
                    "shop.order.placed",
                    due,
                    "customer-" + index % 1_000,
                    id,
                    new TraceContext(1, index + 1, index + 1, false),
                    new Origin(run, index),
                    Map.of(),
                    data)));
        }
        return events;
    }

    private interface Work {
        void run() throws UnreadableEvent;
    }

    private static long cpu(Work work) throws UnreadableEvent {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - before) / EVENTS;
    }

    private static void read(List<byte[]> events) throws UnreadableEvent {
        var reader = new HeadlineReader();
        for (var event : events) {
            if (reader.read(event).origin() == null) {
                throw new IllegalStateException("no origin");
            }
        }
    }

    private static void scan(List<byte[]> events) throws UnreadableEvent {
        var scanner = new HeadlineScanner();
        for (var event : events) {
            scanner.read(event, 0, event.length);
            if (scanner.run() == null) {
                throw new IllegalStateException("no origin");
            }
        }
    }

    private static void fold(List<byte[]> events) {
        var account = new Account(Statement.EMPTY);
        var fold = new EventFold(
                account, "t", new LatencyLog(account, Clock.systemUTC(), Map.of()), new InMemorySchemaRegistry());
        var records = new ArrayList<ConsumerRecord<Void, ByteBuffer>>(POLL);
        for (int index = 0; index < events.size(); index++) {
            records.add(new ConsumerRecord<>("t", 0, index, null, ByteBuffer.wrap(events.get(index))));
            if (records.size() == POLL) {
                fold.fold(0, records);
                records.clear();
            }
        }
    }

    private static void fromBroker(List<byte[]> events) throws Exception {
        try (var rig = new LedgerRig()) {
            var topic = rig.topic("orders", 4);
            var source = rig.source("01KAH5X2W8Q3Z7M4N6P8R0T2V4", "orders", topic);
            for (int round = 0; round < ROUNDS; round++) {
                source.begin();
                for (int index = 0; index < events.size(); index++) {
                    source.raw(topic, null, "customer-" + index % 1_000, events.get(index));
                }
                source.claim(EVENTS, 0);
                source.commit();
            }
            long begin = System.nanoTime();
            var verification = rig.verifier(rig.follower("speed")).verify(LedgerRig.PATIENCE);
            long wall = System.nanoTime() - begin;
            LOG.info(
                    "from the broker: {} events, {} ns an event by the clock, {} ns of the reader's CPU",
                    verification.totals().delivered() + verification.totals().duplicated(),
                    wall / EVENTS / ROUNDS,
                    readerCpu() / EVENTS / ROUNDS);
        }
    }

    private static long readerCpu() {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("ledger-reader")) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new IllegalStateException("no thread ledger-reader");
    }
}
