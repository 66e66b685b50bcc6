package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.util.List;

/** A symbol of an enumeration as a JSON string. */
final class SymbolStep implements JsonStep {
    private final byte[][] symbols;

    SymbolStep(List<String> symbols) {
        this.symbols = symbols.stream()
                .map(symbol -> new JsonBuffer().string(symbol).toBytes())
                .toArray(byte[][]::new);
    }

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        out.raw(symbols[in.count(symbols.length - 1L, "a symbol's index")]);
    }
}
