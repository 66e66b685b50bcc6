/** A running program as others on the machine find it: its folder, its servers, its process. */
@NullMarked
package dev.millrace.app.instance;

import org.jspecify.annotations.NullMarked;
