package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the trail is at, and the log of how that changes: trouble is logged once as it begins and once as it ends. Thread-safe. */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final InstantSource clock;
    private final Map<Kind, Trouble> troubles = new EnumMap<>(Kind.class);
    private @Nullable AuditState lasting = new AuditState.Starting();

    Condition(InstantSource clock) {
        this.clock = clock;
    }

    synchronized AuditState state() {
        if (lasting instanceof AuditState.Failed || lasting instanceof AuditState.Closed) {
            return lasting;
        }
        // The first trouble in the order of the kinds is the one to look at.
        for (var trouble : troubles.values()) {
            return new AuditState.Waiting(trouble.reason(), trouble.since());
        }
        return lasting == null ? new AuditState.Copying() : lasting;
    }

    /** Partitions are being read, or would be if there were any. */
    synchronized void started() {
        if (lasting instanceof AuditState.Starting) {
            lasting = null;
            LOG.info("audit trail is copying");
        }
    }

    synchronized void trouble(Kind kind, String reason, @Nullable Exception cause) {
        var before = troubles.get(kind);
        troubles.put(kind, new Trouble(reason, before == null ? clock.instant() : before.since()));
        LOG.atLevel(before == null ? Level.WARN : Level.DEBUG)
                .addKeyValue("trouble", kind)
                .addKeyValue("reason", reason)
                .log("audit trail is waiting; nothing is lost, it goes on when this is over");
        if (cause != null) {
            LOG.atDebug().addKeyValue("trouble", kind).setCause(cause).log("cause of the waiting");
        }
    }

    synchronized void over(Kind kind) {
        var trouble = troubles.remove(kind);
        if (trouble != null) {
            LOG.atInfo()
                    .addKeyValue("trouble", kind)
                    .addKeyValue("lasted", Duration.between(trouble.since(), clock.instant()))
                    .log("audit trail goes on");
        }
    }

    synchronized void failed(String reason, Throwable cause) {
        lasting = new AuditState.Failed(reason);
        LOG.atError().addKeyValue("reason", reason).setCause(cause).log("audit trail has given up");
    }

    synchronized void closed() {
        if (!(lasting instanceof AuditState.Failed)) {
            lasting = new AuditState.Closed();
        }
    }
}
