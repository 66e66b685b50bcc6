package dev.millrace.processor.expression;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import dev.millrace.event.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of one event. The event's data is parsed when the first of them asks for it, and once.
 * Not thread-safe.
 */
public final class EventScope implements CelVariableResolver {
    private final Event event;
    private final byte @Nullable [] recordKey;
    private @Nullable Object data;

    /**
     * @param event     the event
     * @param recordKey the key of the record it came in, which {@code key} stands for; where it has none, the
     *                  event's own does
     */
    public EventScope(Event event, byte @Nullable [] recordKey) {
        this.event = event;
        this.recordKey = recordKey;
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case Variables.DATA -> Optional.of(data());
            case Variables.ID -> Optional.of(event.id());
            case Variables.SOURCE -> Optional.of(event.source());
            case Variables.TYPE -> Optional.of(event.type());
            case Variables.TIME -> Optional.of(event.time());
            case Variables.KEY -> orNull(recordKey == null ? event.key() : KeyText.of(recordKey));
            case Variables.CORRELATION_ID -> Optional.of(event.correlationId());
            case Variables.RUN ->
                orNull(event.origin() == null ? null : event.origin().run());
            case Variables.INDEX ->
                orNull(event.origin() == null ? null : event.origin().index());
            default -> Optional.empty();
        };
    }

    private static Optional<Object> orNull(@Nullable Object value) {
        return Optional.of(value == null ? NullValue.NULL_VALUE : value);
    }

    private Object data() {
        var known = data;
        if (known == null) {
            known = JsonValues.read(event.data().unsafeBytes());
            data = known;
        }
        return known;
    }
}
