package dev.millrace.generator.payload;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Distribution;
import dev.millrace.generator.random.Draw;

/** Fills an event up to the size that is drawn for it. Thread-safe. */
public final class Padding {
    private final Distribution sizes;
    private final long most;
    private final PaddingText text;
    private final byte[] opening;
    private final long sizeSeed;
    private final long textSeed;

    /**
     * @param payload how large events are to be
     * @param seed    the seed of sizes and texts
     */
    public Padding(Payload payload, long seed) {
        this.sizes = payload.size().distribution();
        this.most = payload.max().bytes();
        this.text = new PaddingText(payload.compressibility());
        this.opening =
                new JsonBuffer().ascii(',').string(payload.field()).ascii(":\"").toBytes();
        this.sizeSeed = Draw.seed(seed, "size");
        this.textSeed = Draw.seed(seed, "text");
    }

    /** How many bytes {@link #write} puts before the text, if it writes anything. */
    public int opening() {
        return opening.length;
    }

    /**
     * Appends the last field of an object that has others.
     *
     * @param event   all of the event so far
     * @param closing how many bytes will still come after the field
     */
    public void write(long index, JsonBuffer event, int closing) {
        long wanted = Math.min(most, Math.round(sizes.sample(sizeSeed, index)));
        long room = wanted - event.size() - opening.length - 1 - closing;
        if (room > 0) {
            event.raw(opening);
            text.write((int) room, Draw.bits(textSeed, index), event);
            event.ascii('"');
        }
    }
}
