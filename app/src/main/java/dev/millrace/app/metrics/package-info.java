/** The figures Prometheus reads. */
@NullMarked
package dev.millrace.app.metrics;

import org.jspecify.annotations.NullMarked;
