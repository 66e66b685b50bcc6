package dev.millrace.generator.field;

import dev.millrace.generator.faker.FakerPool;
import dev.millrace.generator.pattern.StringPattern;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import org.jspecify.annotations.Nullable;

/** Fields that hold a text made up in one way or another. */
public sealed interface TextKind extends FieldKind {

    @Doc("A text that fits a regular expression.")
    record Pattern(
            @Doc("The expression: classes, groups, alternatives, ?, {3} and {2,5}; what has no end (*, +) is refused.")
            String pattern,

            @Doc("How many different texts there are; without it, as many as fit.") @Nullable
            Long cardinality,

            @Doc("Some of them come up more often than others.") @Nullable
            Skew skew)
            implements TextKind {
        public Pattern {
            StringPattern.parse(pattern);
            if (cardinality != null && cardinality < 1) {
                throw new InvalidSetting("cardinality", "must be at least 1, was " + cardinality);
            }
            if (skew != null && cardinality == null) {
                throw new InvalidSetting("skew", "needs 'cardinality': how many different texts to draw from");
            }
        }

        public Pattern(String pattern) {
            this(pattern, null, null);
        }
    }

    @Doc("Other fields of the event put together.")
    record Template(
            @Doc("A text with the names of fields in braces, such as '{first}.{last}@example.com'; {{ and }} stand for"
                    + " braces.")
            String template)
            implements TextKind {
        public Template {
            TemplateText.parse(template);
        }
    }

    @Doc("Names, addresses and other invented data, from Datafaker; made ahead and drawn from.")
    record Faker(
            @Doc("A Datafaker expression: name.fullName, address.city, or a text such as '#{Name.lastName} & Co'.")
            String faker,

            @Doc("The language of the data.") @Default("en") String locale,

            @Doc("How many values are made to draw from.") @Default("1000")
            int pool)
            implements TextKind {
        public Faker {
            new FakerPool(faker, locale, pool);
        }

        FakerPool values() {
            return new FakerPool(faker, locale, pool);
        }
    }
}
