package dev.millrace.generator.source;

import dev.millrace.event.progress.Shard;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Into how many shards a generated source is split. Shard <i>k</i> of <i>n</i> sends the events whose index leaves
 * <i>k</i> when divided by <i>n</i>; each shard's events stay in order, those of different shards need not.
 */
@Doc("Into how many shards a source is split, which instances share: a number, or a mapping that says more.")
@Scalar
public record Sharding(
        @Doc("How many shards.") int count,

        @Doc("Whether all events of a key must come from one shard, so that they stay in order (together), or may come"
                + " from several, and overtake each other (spread).")
        @Default("together")
        Keys keys) {

    /** What becomes of the events of one key. */
    public enum Keys {
        TOGETHER,
        SPREAD
    }

    public Sharding {
        if (count < 1 || count > Shard.MOST) {
            throw new InvalidSetting("count", "must be from 1 to " + Shard.MOST + ", was " + count);
        }
    }

    /** Shards that keep the events of a key together. */
    public Sharding(int count) {
        this(count, Keys.TOGETHER);
    }

    /**
     * Refuses a key whose events would come from several shards, unless that is wanted.
     *
     * @param key   the key's name
     * @param field what it is; null where it is not known yet
     * @throws InvalidSetting if they would
     */
    void checkKey(String key, @Nullable FieldKind field) {
        boolean stays = keys == Keys.SPREAD
                || count == 1
                || (field instanceof FieldKind.Sequence sequence
                        && sequence.cycle() > 0
                        && sequence.cycle() % count == 0);
        if (!stays) {
            throw new InvalidSetting(
                    "shards",
                    "would let events of one '" + key
                            + "' overtake each other, for they would come from several of the "
                            + count + " shards. Make '" + key + "' a sequence whose cardinality is a multiple of "
                            + count
                            + ", without skew; or leave out 'key'; or say shards: {count: " + count
                            + ", keys: spread}");
        }
    }
}
