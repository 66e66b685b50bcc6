@NullMarked
package dev.millrace.checks.bench;

import org.jspecify.annotations.NullMarked;
