/** Anomalies as they stand in files. */
@NullMarked
package dev.millrace.app.anomalies;

import org.jspecify.annotations.NullMarked;
