/** Health of the services, in the shape of Spring's health endpoint. */
@NullMarked
package dev.millrace.gateway.health;

import org.jspecify.annotations.NullMarked;
