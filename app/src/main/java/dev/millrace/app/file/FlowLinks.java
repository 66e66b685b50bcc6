package dev.millrace.app.file;

import dev.millrace.event.progress.Delivery;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.settings.InvalidSetting;
import java.util.Map;

/** Flow control that must fit the source it is for. */
final class FlowLinks {
    private FlowLinks() {}

    /** Throws {@link InvalidSetting} where it does not. */
    static void check(FlowSettings usual, Map<String, SourceDefinition> sources) {
        sources.forEach((name, source) -> {
            if (source.flow() != null) {
                checkOwn("sources." + name + ".flow", source, source.flow());
            }
            var delivery = source.flow() == null || source.flow().delivery() == null
                    ? usual.delivery()
                    : source.flow().delivery();
            if (delivery == Delivery.AT_LEAST_ONCE && source.anomalies() != null) {
                throw new InvalidSetting(
                        "sources." + name + ".anomalies",
                        "need 'delivery: exactly-once': otherwise events are there before the ledger is told what is"
                                + " wrong with them on purpose, and are taken for faults");
            }
        });
    }

    private static void checkOwn(String where, SourceDefinition source, FlowSettings flow) {
        if (source.file() != null && (flow.shed() != null || flow.priority() != null)) {
            throw new InvalidSetting(
                    where + (flow.shed() == null ? ".priority" : ".shed"),
                    "is not for a followed file: its lines wait in the file, and none of them is ever left out");
        }
        if (source.http() != null && flow.delivery() == Delivery.AT_LEAST_ONCE) {
            throw new InvalidSetting(
                    where + ".delivery",
                    "must be exactly-once for posts: they cannot be asked for again after a failure, and others would"
                            + " get their places");
        }
        if (!source.scheduled() && flow.onResume() == OnResume.SKIP) {
            throw new InvalidSetting(
                    where + ".on-resume",
                    "cannot be skip: what this source takes in is not due at a time. Lines wait in their file, and posts"
                            + " are refused while Kafka is away");
        }
    }
}
