/** What is wrong with a source's events on purpose: settings, and the draws that decide it for each event. */
@NullMarked
package dev.millrace.generator.anomaly;

import org.jspecify.annotations.NullMarked;
