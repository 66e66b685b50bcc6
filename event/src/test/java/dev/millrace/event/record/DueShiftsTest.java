package dev.millrace.event.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueShiftsTest {
    private final DueShifts shifts = new DueShifts();
    private final DueShiftReader reader = new DueShiftReader();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shiftsAreReadAsTheyWereWritten(long seed) {
        var random = new Random(seed);
        for (int record = 0; record < 300; record++) {
            var written = random.longs(random.nextInt(50), -9_000_000_000L, 9_000_000_000L)
                    .map(shift -> random.nextInt(3) == 0 ? shift : 0)
                    .toArray();
            boolean any = false;
            for (long shift : written) {
                int before = shifts.size();
                shifts.add(shift);
                any |= shift != 0;
                assertThat(shifts.any()).isEqualTo(any);
                assertThat(shifts.size()).isLessThanOrEqualTo(before + 22);
            }
            reader.open(any ? shifts.finish() : null);
            if (!any) {
                shifts.finish();
            }
            for (long shift : written) {
                assertThat(reader.next()).isEqualTo(shift);
            }
            assertThat(reader.next()).isZero();
        }
    }

    @Test
    void oneEventsShiftIsADecimalNumber() {
        assertThat(DueShifts.of(-1_500_000)).asString(US_ASCII).isEqualTo("-1500000");
        reader.open(DueShifts.of(-1_500_000));
        assertThat(reader.next()).isEqualTo(-1_500_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "1x", ",", "99999999999999999999", "--1"})
    void whatCannotBeUnderstoodIsNoShift(String text) {
        reader.open(text.getBytes(US_ASCII));

        assertThat(reader.next()).isZero();
        assertThat(reader.next()).isZero();
    }
}
