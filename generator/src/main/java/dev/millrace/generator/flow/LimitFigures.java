package dev.millrace.generator.flow;

import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.LimiterMode;

/**
 * How a limit stands, as this program sees it.
 *
 * @param name     what all programs know it by
 * @param settings what it is
 * @param mode     who decides: {@link LimiterMode#LOCAL} if so for any of the sources
 * @param sharing  how many sources of how many programs share it, as last known
 * @param permits  permits given to sources of this program since its start
 */
public record LimitFigures(String name, LimitSettings settings, LimiterMode mode, long sharing, long permits) {}
