/** The JSON of the HTTP interface. */
@NullMarked
package dev.millrace.gateway.json;

import org.jspecify.annotations.NullMarked;
