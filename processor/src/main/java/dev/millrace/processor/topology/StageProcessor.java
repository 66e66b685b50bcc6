package dev.millrace.processor.topology;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Stage;
import dev.millrace.processor.topology.Intake.Found;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A stage at work on one task: reads records, and pushes events and time through the chain of its links. */
final class StageProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final Plan plan;
    private final Stage stage;
    private final Map<String, String> sinks;
    private final StageTools tools;
    private @Nullable Work work;

    StageProcessor(Plan plan, Stage stage, Map<String, String> sinks, StageTools tools) {
        this.plan = plan;
        this.stage = stage;
        this.sinks = sinks;
        this.tools = tools;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        var tally = tools.counters().begin();
        var codec = new RecordCodec(tools.schemas(), plan.pipeline());
        var outlets = new Outlets(context, tools, stage, codec, sinks);
        var home = plan.homeOfResults();
        var deadLetters = new DeadLetters(
                outlets, tally, tools.clock(), plan.pipeline(), home.isEmpty() ? null : home.getFirst());
        var chain = new LinkChain(context, plan.pipeline(), outlets, deadLetters, tally, tools.clock());
        var intake = new Intake(context, stage, tools.schemas(), codec);
        work = new Work(intake, deadLetters, outlets, chain.of(stage), stage, tally);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (work == null) {
            throw new IllegalStateException("a record before init");
        }
        work.process(record);
    }

    @Override
    public void close() {
        if (work != null) {
            tools.counters().end(work.tally);
            work = null;
        }
    }

    /** What there is once the stage has a task. */
    private static final class Work {
        private final Intake intake;
        private final DeadLetters deadLetters;
        private final Outlets outlets;
        private final Link first;
        private final boolean waitsForTime;
        private final boolean internal;
        private final Tally tally;

        Work(Intake intake, DeadLetters deadLetters, Outlets outlets, Link first, Stage stage, Tally tally) {
            this.outlets = outlets;
            this.intake = intake;
            this.deadLetters = deadLetters;
            this.first = first;
            this.waitsForTime = stage.windows().findAny().isPresent();
            this.internal = stage.internal();
            this.tally = tally;
        }

        void process(Record<byte[], byte[]> record) {
            if (record.value() == null) {
                tally.in += internal ? 0 : 1;
                tally.tombstones++;
                return;
            }
            var place = intake.place(record);
            List<Found> found;
            try {
                found = intake.read(record, place);
            } catch (UnreadableEvent e) {
                tally.in += internal ? 0 : 1;
                deadLetters.unreadable(record, place, e.reason(), null);
                return;
            } catch (SchemaUnavailable e) {
                throw e;
            } catch (RuntimeException e) {
                tally.in += internal ? 0 : 1;
                // Whatever a record holds, it must not stop the ones behind it; reading has no effects to undo.
                deadLetters.unreadable(record, place, "cannot be read: " + e, e);
                return;
            }
            tally.in += internal ? 0 : found.size();
            for (var each : found) {
                switch (each) {
                    case Found.Whole(var event) -> take(event);
                    case Found.Unreadable(var single, var at, var reason) ->
                        deadLetters.unreadable(single, at, reason, null);
                }
            }
            outlets.flush();
        }

        private void take(InFlight event) {
            if (waitsForTime) {
                first.advance(event.millis());
            }
            first.accept(event);
        }
    }
}
