/** YAML text as a tree of nodes that know where they stand, variables replaced. */
@NullMarked
package dev.millrace.app.config.yaml;

import org.jspecify.annotations.NullMarked;
