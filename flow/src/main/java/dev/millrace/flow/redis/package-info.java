/** The log of shared limits in Redis. */
@NullMarked
package dev.millrace.flow.redis;

import org.jspecify.annotations.NullMarked;
