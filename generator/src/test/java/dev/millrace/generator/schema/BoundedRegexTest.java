package dev.millrace.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeats get ends, so that texts have the lengths asked for where the expression has room. */
class BoundedRegexTest {
    @ParameterizedTest(name = "{0} with {1} to {2}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "User_[1-9] 8 15 User_[1-9]",
                "Item_[1-9][0-9]{0,2} 8 15 Item_[1-9][0-9]{2}",
                "City_[1-9]{0,2} 8 15 City_[1-9]{2}",
                "[a-z]* 5 5 [a-z]{5}",
                "[a-z]+ 8 15 [a-z]{8,15}",
                "[a-z]{5,} 0 15 [a-z]{5,15}",
                "[a-zA-Z]{0,15} 5 20 [a-zA-Z]{5,15}",
                "a?b* 3 4 ab{2,3}",
                "x*y* 4 6 x{4,6}y{0}",
                "(ab)*c 4 7 (ab){2,3}c",
                "a+|bc 3 4 a{3,4}|bc",
                "[]x]*\\d 2 3 []x]{1,2}\\d",
                "^ab+$ 2 4 ^ab{1,3}$"
            })
    void repeatsAreNarrowedToTheLengths(String regex, int least, int most, String bounded) {
        assertThat(BoundedRegex.of(regex, least, most)).isEqualTo(bounded);
    }
}
