/** The configuration file: what may stand in it, and what has to fit together. */
@NullMarked
package dev.millrace.app.file;

import org.jspecify.annotations.NullMarked;
