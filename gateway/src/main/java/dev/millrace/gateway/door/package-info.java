/** What is at the root: where the doors are. */
@NullMarked
package dev.millrace.gateway.door;

import org.jspecify.annotations.NullMarked;
