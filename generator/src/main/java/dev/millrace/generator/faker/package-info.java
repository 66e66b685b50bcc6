/** Names, addresses and other invented data, from Datafaker. */
@NullMarked
package dev.millrace.generator.faker;

import org.jspecify.annotations.NullMarked;
