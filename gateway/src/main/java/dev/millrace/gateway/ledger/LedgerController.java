package dev.millrace.gateway.ledger;

import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.problem.InvalidField;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the ledger, as it stands or once everything under way has arrived. */
@RestController
public final class LedgerController {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Each waits for Kafka and looks at every claim; who asks oftener than this is served by the account as it is. */
    private static final int VERIFICATIONS = 4;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final LedgerView ledger;
    private final Semaphore verifications = new Semaphore(VERIFICATIONS);

    public LedgerController(LedgerView ledger) {
        this.ledger = ledger;
    }

    /**
     * The ledger. Whatever the verdict is, the status is 200: the question was answered.
     *
     * @param verify   {@code true} to wait until all is accounted for
     * @param patience how long to wait at most
     * @param run      one run only
     */
    @GetMapping("/api/v1/ledger")
    LedgerAnswer ledger(
            @RequestParam(defaultValue = "false") String verify,
            @RequestParam(defaultValue = "30s") String patience,
            @RequestParam(required = false) @Nullable String run) {
        try {
            var which = Optional.ofNullable(run);
            return LedgerAnswer.of(isTrue(verify) ? verified(which, duration(patience)) : ledger.report(which));
        } catch (InvalidSetting e) {
            throw InvalidField.of(e).toException();
        }
    }

    private LedgerReport verified(Optional<String> run, Duration patience) {
        if (!verifications.tryAcquire()) {
            throw new Refusal.Overloaded(
                    VERIFICATIONS + " verifications are under way, which is the most; ask again when one has ended, or"
                            + " without 'verify'",
                    RETRY_AFTER);
        }
        try {
            return ledger.verify(run, patience);
        } finally {
            verifications.release();
        }
    }

    private static boolean isTrue(String verify) {
        return switch (verify) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSetting("verify", "must be true or false, was '" + verify + "'");
        };
    }

    private static Duration duration(String text) {
        try {
            var patience = Durations.parse(text);
            if (patience.compareTo(LONGEST) > 0) {
                throw new InvalidSetting("", "must be no longer than " + Durations.format(LONGEST));
            }
            return patience;
        } catch (InvalidSetting e) {
            throw e.within("patience");
        }
    }
}
