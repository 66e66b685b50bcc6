/** What is answered when a request fails: problem details as in RFC 9457, one stable type for each kind of failure. */
@NullMarked
package dev.millrace.gateway.problem;

import org.jspecify.annotations.NullMarked;
