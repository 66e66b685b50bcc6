package dev.millrace.app.program;

import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.generator.flow.BreakerFigures;
import dev.millrace.generator.flow.LimitFigures;

/** Limits and breakers in the gateway's words. Pure. */
final class FlowViews {
    private FlowViews() {}

    static LimitView of(LimitFigures limit) {
        return new LimitView(
                limit.name(),
                limit.settings().rate().toString(),
                limit.mode().toString(),
                limit.settings().sources(),
                limit.sharing(),
                limit.permits());
    }

    static BreakerView of(BreakerFigures breaker) {
        return new BreakerView(
                breaker.name(), breaker.state().toString(), breaker.notClosed().toMillis() / 1e3);
    }
}
