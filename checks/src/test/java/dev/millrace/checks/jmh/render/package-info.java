/** Whether the micro benches measure what they are to. */
@NullMarked
package dev.millrace.checks.jmh.render;

import org.jspecify.annotations.NullMarked;
