package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.PlaceKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.network.IpBlock;
import dev.millrace.settings.InvalidSetting;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds UUIDs and IP addresses. */
final class IdKinds {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int VERSION = 14;
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}");

    /** Addresses that share fewer leading bits than this are from everywhere. */
    private static final int LEAST_PREFIX = 8;

    private IdKinds() {}

    static Optional<Fitted> of(TextProfile profile, Repeats repeats) {
        if (all(profile, UUID.asMatchPredicate())) {
            return Optional.of(uuid(profile, repeats));
        }
        boolean four = all(profile, FOUR.asMatchPredicate());
        if (four || all(profile, SIX.asMatchPredicate())) {
            return ip(profile, repeats, four);
        }
        return Optional.empty();
    }

    private static boolean all(TextProfile profile, Predicate<String> form) {
        return profile.sample().stream().allMatch(form);
    }

    private static Fitted uuid(TextProfile profile, Repeats repeats) {
        var versions = profile.sample().stream()
                .map(text -> text.charAt(VERSION))
                .distinct()
                .toList();
        char version = versions.getFirst();
        if (!repeats.any() && versions.size() == 1 && (version == '4' || version == '7')) {
            return new Fitted(new FieldKind.Uuid(version == '4' ? FieldKind.UuidVersion.V4 : FieldKind.UuidVersion.V7));
        }
        var pattern = "[0-9a-f]{8}-[0-9a-f]{4}-" + (versions.size() == 1 ? version : "[1-8]")
                + "[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        return new Fitted(new TextKind.Pattern(pattern, repeats.cardinality(), repeats.skew()), repeats.note());
    }

    private static Optional<Fitted> ip(TextProfile profile, Repeats repeats, boolean four) {
        try {
            var within = profile.sample().stream()
                    .map(text -> IpBlock.parse(text + (four ? "/32" : "/128")))
                    .reduce(IdKinds::around)
                    .filter(block -> block.prefix() >= LEAST_PREFIX);
            return Optional.of(new Fitted(
                    new PlaceKind.Ip(
                            four ? PlaceKind.IpVersion.V4 : PlaceKind.IpVersion.V6,
                            within.orElse(null),
                            cardinality(repeats),
                            repeats.skew()),
                    repeats.note()));
        } catch (InvalidSetting noAddresses) {
            return Optional.empty();
        }
    }

    private static @Nullable Long cardinality(Repeats repeats) {
        return repeats.cardinality();
    }

    /** The smallest block that holds both. */
    private static IpBlock around(IpBlock one, IpBlock other) {
        int shared = Long.numberOfLeadingZeros(one.high() ^ other.high());
        if (one.four()) {
            shared = Math.max(0, Long.numberOfLeadingZeros(one.low() ^ other.low()) - 32);
        } else if (shared == Long.SIZE) {
            shared += Long.numberOfLeadingZeros(one.low() ^ other.low());
        }
        return new IpBlock(one.high(), one.low(), Math.min(shared, Math.min(one.prefix(), other.prefix())), one.four());
    }
}
