package dev.millrace.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks one record of a sealed interface, whose first component is of that interface's type: its other settings may
 * stand beside those of any other record of the interface. {@code {uuid: v4, nulls: 5%}} then reads as
 * {@code {of: {uuid: v4}, nulls: 5%}}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Beside {}
