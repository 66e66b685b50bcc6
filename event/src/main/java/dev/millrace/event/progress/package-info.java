/** What each source says it has sent: written with the events themselves, read by whoever resumes or verifies. */
@NullMarked
package dev.millrace.event.progress;

import org.jspecify.annotations.NullMarked;
