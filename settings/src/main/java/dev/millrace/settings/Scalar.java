package dev.millrace.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record whose first component is required and no other is, and that may be written as that component's
 * bare value: {@code rate: 20/s} for {@code rate: {constant: 20/s}}. Where the component is a list, the bare value
 * is the list.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Scalar {}
