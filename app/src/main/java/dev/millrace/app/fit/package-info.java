/** What fits the gateway's ports to the rooms behind it. */
@NullMarked
package dev.millrace.app.fit;

import org.jspecify.annotations.NullMarked;
