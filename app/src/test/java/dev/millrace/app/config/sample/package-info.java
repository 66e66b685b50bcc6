/** A file of settings made up for the tests, with every kind of setting there is. */
@NullMarked
package dev.millrace.app.config.sample;

import org.jspecify.annotations.NullMarked;
