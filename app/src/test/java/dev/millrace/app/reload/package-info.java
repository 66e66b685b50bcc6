/** Tests of files that are edited while their program runs. */
@NullMarked
package dev.millrace.app.reload;

import org.jspecify.annotations.NullMarked;
