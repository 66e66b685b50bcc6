package dev.millrace.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How values of a type are written in the file: what error messages ask for, and what the JSON Schema checks.
 *
 * <p>Goes on a type with a {@code public static parse(String)} that throws {@link InvalidSetting}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Written {
    /** What such a value is called, with its article: {@code a rate}. */
    String as();

    /** A typical one: {@code 5000/s}. */
    String example();

    /** A regular expression for the whole text, in the part of the language that Java and ECMAScript share. */
    String pattern();
}
