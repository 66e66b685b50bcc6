package dev.millrace.app.program;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.app.file.AuditSection;
import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.topics.TopicSpec;
import dev.millrace.delivery.audit.AuditListener;
import dev.millrace.delivery.audit.AuditSettings;
import dev.millrace.delivery.audit.AuditState;
import dev.millrace.delivery.audit.AuditTrail;
import dev.millrace.delivery.audit.BatchLimits;
import dev.millrace.delivery.audit.RetrySettings;
import dev.millrace.event.DeadLetter;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.ledger.follow.LedgerFollower;
import dev.millrace.ledger.follow.LedgerSettings;
import dev.millrace.ledger.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code delivery}: the audit trail, where the file asks for one, and the ledger. */
record DeliveryPart(
        HikariDataSource pool, Optional<AuditTrail> audit, LedgerFollower follower, Verifier verifier, CloseStack open)
        implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryPart.class);

    static DeliveryPart start(
            LoadedFile loaded, KafkaAccess kafka, Database database, SchemaLookup schemas, Clock clock) {
        var open = new CloseStack();
        try {
            var pool = open.add("connections", Pools.open(database));
            var client = kafka.with(Map.of());
            var follower = open.add(
                    "ledger",
                    new LedgerFollower(
                            client,
                            pool,
                            "process " + ProcessHandle.current().pid(),
                            LedgerSettings.defaults().withLetterTopics(letterTopics(loaded)),
                            clock,
                            schemas));
            follower.start();
            var verifier = open.add("verifier", new Verifier(follower, client, clock));
            var section = loaded.file().audit();
            var audit = section == null
                    ? Optional.<AuditTrail>empty()
                    : Optional.of(
                            open.add("audit", startAudit(section, loaded.file().name(), kafka, pool, schemas)));
            return new DeliveryPart(pool, audit, follower, verifier, open);
        } catch (RuntimeException e) {
            CloseStack.closeAfter(e, open);
            throw e;
        }
    }

    /**
     * Waits until the ledger reads. If it does not, others need not wait any longer: it reads all there is once it can, and
     * only how long those events took that are there by then is not known.
     */
    void awaitLedger(Duration patience) {
        try {
            if (follower.awaitFollowing(patience)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.warn(
                "The ledger does not read yet, and sources begin without it: no event is lost, but the latency of those sent"
                        + " until it reads is left out. state={}",
                follower.state());
    }

    /** Rows of the audit trail; 0 where there is none. */
    long auditRows() {
        return audit.map(trail -> trail.status().events()).orElse(0L);
    }

    /** Waits until the audit trail has what there is; gives what it did not get done. */
    List<Shortfall> catchUp(Duration patience) {
        try {
            if (audit.isEmpty() || audit.get().awaitCaughtUp(patience)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var shortfall = shortfall(audit.get().status().state());
        log.warn("The audit trail did not finish: {}", shortfall.words());
        return List.of(shortfall);
    }

    private static Shortfall shortfall(AuditState state) {
        return state instanceof AuditState.Failed(var reason)
                ? new Shortfall.GaveUp("the audit trail has failed: " + reason)
                : new Shortfall.Behind("the audit trail is still behind; the next start goes on with it");
    }

    @Override
    public void close() {
        open.close();
    }

    private static AuditTrail startAudit(
            AuditSection section, String name, KafkaAccess kafka, HikariDataSource pool, SchemaLookup schemas) {
        return AuditTrail.start(
                new AuditSettings(
                        kafka.bootstrapServers(),
                        kafka.properties(),
                        section.topics(),
                        "millrace-" + name + "-audit",
                        BatchLimits.DEFAULT,
                        RetrySettings.DEFAULT),
                pool,
                AuditListener.NONE,
                schemas);
    }

    private static Set<String> letterTopics(LoadedFile loaded) {
        return loaded.topics().stream()
                .map(TopicSpec::name)
                .filter(name -> !DeadLetter.isTopic(name) && !name.startsWith("millrace."))
                .collect(Collectors.toSet());
    }
}
