/** Rate limits that several instances share: who may send how much, and when. */
@NullMarked
package dev.millrace.flow.limit;

import org.jspecify.annotations.NullMarked;
