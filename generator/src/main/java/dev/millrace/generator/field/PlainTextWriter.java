package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** A writer of texts that may need escapes: the JSON form is made from the plain one. */
abstract class PlainTextWriter implements TextShaped {
    private final JsonBuffer plain = new JsonBuffer(64);

    @Override
    public final void json(long index, long dueMicros, JsonBuffer out) {
        plain.clear();
        text(index, dueMicros, plain);
        out.ascii('"');
        EscapedText.write(plain, out);
        out.ascii('"');
    }
}
