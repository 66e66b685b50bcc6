package dev.millrace.app.config.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a value in the file may be, by the type it becomes. Immutable. */
public sealed interface Shape {
    /** A value without parts. */
    sealed interface Leaf extends Shape {}

    /** Any text; a number or truth value counts as the text it is written as. */
    record Text() implements Leaf {}

    /** {@code true} or {@code false}. */
    record Truth() implements Leaf {}

    /** A whole number, of Java's type {@code int} or, if {@code wide}, {@code long}. */
    record Whole(boolean wide) implements Leaf {
        public long least() {
            return wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
        }

        public long most() {
            return wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
        }
    }

    /** A finite number. */
    record Decimal() implements Leaf {}

    /**
     * One of several words.
     *
     * @param words the constants of an enum by their words, in the enum's order
     */
    record Word(Map<String, Object> words) implements Leaf {}

    /** A text that a type reads itself. */
    record Parsed(TextType type) implements Leaf {}

    /** A list of values of one shape. */
    record ListOf(Shape item) implements Shape {}

    /** Values of one shape by name. */
    record MapOf(Shape value) implements Shape {}

    /** The settings of a record. */
    record Settings(RecordType type) implements Shape {}

    /**
     * The settings of one of several records: of the one whose first setting is there.
     *
     * @param type    the sealed interface
     * @param options the records it permits, in their order
     * @param beside  the one of them whose settings, but for its first, may stand beside those of the others
     */
    record Choice(Class<?> type, List<RecordType> options, Optional<RecordType> beside) implements Shape {
        /** The words that tell the options apart. */
        public List<String> words() {
            return options.stream().map(RecordType::firstKey).toList();
        }

        /** The options that can be written as a bare value. */
        public List<RecordType> bare() {
            return options.stream().filter(RecordType::bare).toList();
        }

        /** The settings that may stand beside those of any option. */
        public List<Setting> settingsBeside() {
            return beside.map(type -> type.settings().subList(1, type.settings().size()))
                    .orElse(List.of());
        }

        /** The option that a word stands for. */
        public Optional<RecordType> option(String word) {
            return options.stream()
                    .filter(option -> option.firstKey().equals(word))
                    .findFirst();
        }
    }
}
