package dev.millrace.generator.infer;

import dev.millrace.generator.random.Draw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of the texts of one field. Not thread-safe. */
final class TextProfile {
    private static final int SAMPLE = 1_024;
    private static final int LONGEST = 400;

    private final DistinctValues distinct = new DistinctValues();
    private final ListedValues listed = new ListedValues();
    private final Reservoir<String> sample = new Reservoir<>(SAMPLE);
    private final TimeProfile times = new TimeProfile();
    private final StepTracker steps = new StepTracker();
    private @Nullable NumberedText numbered;
    private boolean first = true;

    /**
     * Takes a text in.
     *
     * @param eventMicros as in {@link NumberProfile#add}
     */
    void add(String captured, long eventMicros) {
        var text = wellFormed(captured);
        distinct.add(Draw.seed(0, text));
        listed.add(text);
        sample.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        times.addText(text, eventMicros);
        var next = NumberedText.of(text);
        numbered = next == null ? null : first ? next : numbered == null ? null : numbered.with(next);
        first = false;
        if (next != null) {
            steps.add(next.greatest());
        }
    }

    /** Half a character, which JSON can hold and UTF-8 cannot, as a question mark. */
    private static String wellFormed(String text) {
        return text.chars().noneMatch(character -> Character.isSurrogate((char) character))
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    DistinctValues distinct() {
        return distinct;
    }

    ListedValues listed() {
        return listed;
    }

    /** Some of the texts, at least one. */
    List<String> sample() {
        return sample.values();
    }

    TimeProfile times() {
        return times;
    }

    /** How the numbers in the texts go on; of use only where {@link #numbered} is not null. */
    StepTracker steps() {
        return steps;
    }

    /** The form of all texts, where they differ in a number alone; null otherwise. */
    @Nullable
    NumberedText numbered() {
        return numbered;
    }
}
