/** All kinds of workloads as they stand in a file. */
@NullMarked
package dev.millrace.app.workloads;

import org.jspecify.annotations.NullMarked;
