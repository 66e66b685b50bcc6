package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import java.util.Set;

/**
 * Compiles the fields of one source to writers. For one renderer: the writers it gives share what they have in common,
 * so they belong to one thread.
 */
public final class FieldCompiler {
    private final long seed;
    private final String source;
    private final Map<String, FieldKind> fields;
    private final References references;
    private final Set<String> path;
    private final Scope root;

    /**
     * @param seed       the seed of all sources
     * @param source     the source's name
     * @param fields     the fields of its events
     * @param references resolves references to other sources
     * @param path       the places of fields that are being compiled, of all sources: one that comes up again refers to
     *                   itself
     */
    public FieldCompiler(
            long seed, String source, Map<String, FieldKind> fields, References references, Set<String> path) {
        this.seed = seed;
        this.source = source;
        this.fields = fields;
        this.references = references;
        this.path = path;
        this.root = new Scope(this, fields, null, 1, source + ".fields", source);
    }

    /**
     * The writer of a field, by its name or its path in objects, such as {@code address.city}.
     *
     * @throws InvalidSetting if what it needs is not there; the field's path starts at the source's name
     */
    public FieldWriter field(String name) {
        return root.find(name)
                .orElseThrow(() -> new InvalidSetting(
                        "", "there is no field '" + name + "', only " + String.join(", ", fields.keySet())))
                .writer();
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return root.find(name).isPresent();
    }

    /** The writer of the field that is the events' key, which is always something. */
    public FieldWriter key(String name) {
        var writer = field(name);
        var kind = root.find(name).orElseThrow().kind();
        if (kind instanceof CompositeKind.Sometimes) {
            throw new InvalidSetting("", "'" + name + "' may be null, and a key must not be");
        }
        if (!canBeKey(kind)) {
            throw new InvalidSetting(
                    "", "'" + name + "' is an object or a list; a key is a text, a number or a truth value");
        }
        return writer;
    }

    private static boolean canBeKey(FieldKind kind) {
        return switch (kind) {
            case CompositeKind.Nested ignored -> false;
            case CompositeKind.Array ignored -> false;
            case CompositeKind.Fixed ignored -> false;
            case CompositeKind.Sometimes ignored -> false;
            case CompositeKind.Mix(var parts) -> parts.stream().allMatch(part -> canBeKey(part.of()));
            case CompositeKind.Steady ignored -> true;
            case CompositeKind.Expression ignored -> true;
            case PlaceKind.Geo ignored -> false;
            case PlaceKind.Ip ignored -> true;
            case FieldKind.Sequence ignored -> true;
            case FieldKind.Uuid ignored -> true;
            case FieldKind.Constant ignored -> true;
            case FieldKind.Choice ignored -> true;
            case FieldKind.Flag ignored -> true;
            case FieldKind.Timestamp ignored -> true;
            case FieldKind.Ref ignored -> true;
            case NumberKind ignored -> true;
            case TextKind ignored -> true;
            case KeyedKind ignored -> true;
        };
    }

    /**
     * The writer of something beside the fields that may use them, such as a header.
     *
     * @param place where it stands in the file
     * @param name  its name for the seed
     */
    public FieldWriter beside(FieldKind kind, String place, String name) {
        return compile(kind, new Spot(root, place, name));
    }

    String name() {
        return source;
    }

    Map<String, FieldKind> fields() {
        return fields;
    }

    References references() {
        return references;
    }

    Set<String> path() {
        return path;
    }

    long seed(String purpose) {
        return Draw.seed(seed, purpose);
    }

    FieldWriter compile(FieldKind kind, Spot spot) {
        return switch (kind) {
            case FieldKind.Sequence sequence -> new SequenceWriter(sequence, spot.seed());
            case FieldKind.Uuid(var version) -> new UuidWriter(version, spot.seed());
            case FieldKind.Constant(var value) -> new ConstantWriter(value);
            case FieldKind.Choice(var weights) -> new ChoiceWriter(weights, spot.seed());
            case FieldKind.Flag(var share) -> flag(share.fraction(), spot.seed());
            case FieldKind.Timestamp timestamp -> new TimeWriter(timestamp, spot.seed());
            case FieldKind.Ref ref -> RefWriters.of(ref, spot);
            case NumberKind number -> NumberWriters.of(number, spot.seed());
            case TextKind text -> TextWriters.of(text, spot);
            case PlaceKind place -> PlaceWriters.of(place, spot);
            case KeyedKind keyed -> KeyedWriters.of(keyed, spot);
            case CompositeKind composite -> CompositeWriters.of(composite, spot);
        };
    }

    private static FieldWriter flag(double share, long seed) {
        return (FlagWriter) index -> Draw.unit(seed, index) < share;
    }
}
