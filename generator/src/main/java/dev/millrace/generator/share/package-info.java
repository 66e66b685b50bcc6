/** How the work of a program's sources is shared among its instances: slots, and who holds which. */
@NullMarked
package dev.millrace.generator.share;

import org.jspecify.annotations.NullMarked;
