package dev.millrace.generator.file;

import java.util.Set;

/** How a rotated file is compressed, by its name. */
enum Packing {
    NONE,
    GZIP,
    /** In a way that cannot be read here. */
    OTHER;

    private static final Set<String> OTHERS = Set.of("bz2", "xz", "zst", "lz4", "Z", "zip", "lzma");

    static Packing of(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        return extension.equals("gz") ? GZIP : OTHERS.contains(extension) ? OTHER : NONE;
    }

    /** The name before it was compressed. */
    String unpacked(String name) {
        return this == NONE ? name : name.substring(0, name.lastIndexOf('.'));
    }
}
