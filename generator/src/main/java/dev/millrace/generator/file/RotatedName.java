package dev.millrace.generator.file;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name a log file gets when it is rotated, seen from the live file's name: {@code access.log.1},
 * {@code access.log-20261121.gz}, {@code access.log.old}, {@code access.1.log}, {@code access-2026-11-21.log}.
 *
 * @param name    the whole name
 * @param packing how it is compressed
 * @param mark    what tells it from the live file's name: {@code 1}, {@code 20261121}
 */
record RotatedName(String name, Packing packing, String mark) implements Comparable<RotatedName> {
    private static final Pattern AFTER_NAME = Pattern.compile("[._-](\\d[\\dT:._-]*|old)|");
    // Between stem and extension a small number may mean another log of the same program, so it needs its dot.
    private static final Pattern BEFORE_EXTENSION = Pattern.compile("\\.(\\d{1,3})|[._-](\\d{4}[\\dT:._-]{4,})");
    private static final Pattern COUNT = Pattern.compile("\\d{1,5}");

    /** Takes {@code name} for that of a rotated {@code live}; null if it is not of such a form. */
    static @Nullable RotatedName of(String name, String live) {
        var packing = Packing.of(name);
        var unpacked = packing.unpacked(name);
        if (name.equals(live)) {
            return null;
        }
        if (unpacked.startsWith(live)) {
            var mark = unpacked.substring(live.length());
            return AFTER_NAME.matcher(mark).matches() ? named(name, packing, mark) : null;
        }
        int dot = live.lastIndexOf('.');
        var extension = dot > 0 ? live.substring(dot) : "";
        if (extension.isEmpty()
                || !unpacked.startsWith(live.substring(0, dot))
                || !unpacked.endsWith(extension)
                || unpacked.length() <= live.length()) {
            return null;
        }
        var mark = unpacked.substring(dot, unpacked.length() - extension.length());
        return BEFORE_EXTENSION.matcher(mark).matches() ? named(name, packing, mark) : null;
    }

    /** From old to new, for files written in the same instant: counts fall as files get newer, dates rise. */
    @Override
    public int compareTo(RotatedName other) {
        return isCount() && other.isCount()
                ? Integer.compare(Integer.parseInt(other.mark), Integer.parseInt(mark))
                : mark.compareTo(other.mark);
    }

    private boolean isCount() {
        return COUNT.matcher(mark).matches();
    }

    private static RotatedName named(String name, Packing packing, String mark) {
        return new RotatedName(name, packing, mark.isEmpty() ? "" : mark.substring(1));
    }
}
