package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.expression.FieldExpression;
import dev.millrace.settings.InvalidSetting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what an expression over other fields comes to. Where it comes to nothing for an event, a division by zero
 * say, the field is null; the first time is logged. That the first {@value #TRIED} events are well is tried when it
 * is compiled, so that a slip shows before anything starts.
 */
final class ExpressionWriter implements FieldWriter {
    static final int TRIED = 100;

    private static final Logger log = LoggerFactory.getLogger(ExpressionWriter.class);
    private static final String INDEX = "index";

    private final FieldExpression expression;
    private final Map<String, FieldWriter> fields = new HashMap<>();
    private final @Nullable Integer decimals;
    private final JsonBuffer scratch = new JsonBuffer(64);
    private boolean warned;

    ExpressionWriter(CompositeKind.Expression kind, Spot spot) {
        this.decimals = kind.decimals();
        var names = spot.scope().names();
        names.add(INDEX);
        try {
            expression = FieldExpression.compile(kind.expression(), names);
        } catch (InvalidSetting e) {
            throw e.within(spot.place());
        }
        for (var name : expression.names()) {
            if (!name.equals(INDEX) || spot.scope().find(name).isPresent()) {
                fields.put(name, spot.field("expression", name));
            }
        }
        if (!timed()) {
            tryOut(spot);
        }
    }

    private void tryOut(Spot spot) {
        for (long index = 0; index < TRIED; index++) {
            if (evaluate(index, 0) instanceof FieldExpression.Outcome.Failed(var reason)) {
                throw spot.refused("expression", "fails for event " + index + ": " + reason);
            }
        }
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        switch (evaluate(index, dueMicros)) {
            case FieldExpression.Outcome.Value(var value) -> out.raw(rounded(value));
            case FieldExpression.Outcome.Failed(var reason) -> {
                if (!warned) {
                    warned = true;
                    log.atWarn()
                            .addKeyValue("index", index)
                            .addKeyValue("reason", reason)
                            .log("An expression failed; its field is null. Further failures are not logged.");
                }
                out.ascii("null");
            }
        }
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        var text = new JsonBuffer(64);
        json(index, dueMicros, text);
        FieldExpression.plain(text.toBytes(), out);
    }

    @Override
    public boolean timed() {
        return fields.values().stream().anyMatch(FieldWriter::timed);
    }

    private FieldExpression.Outcome evaluate(long index, long dueMicros) {
        return expression.evaluate(name -> {
            var field = fields.get(name);
            scratch.clear();
            if (field == null) {
                scratch.number(index);
            } else {
                field.json(index, dueMicros, scratch);
            }
            return scratch.toBytes();
        });
    }

    private byte[] rounded(byte[] json) {
        if (decimals == null || (json[0] != '-' && (json[0] < '0' || json[0] > '9'))) {
            return json;
        }
        return new BigDecimal(new String(json, StandardCharsets.US_ASCII))
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
