package dev.millrace.generator.file;

import org.jspecify.annotations.Nullable;

/**
 * Where reading sets out from.
 *
 * @param current  the open file; null if there is none yet
 * @param previous the file before it, where one is known
 * @param last     what the next file comes after
 */
record Outset(@Nullable Generation current, @Nullable Predecessor previous, Place last) {}
