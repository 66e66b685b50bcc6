/** How the gateway is set up. */
@NullMarked
package dev.millrace.gateway.settings;

import org.jspecify.annotations.NullMarked;
