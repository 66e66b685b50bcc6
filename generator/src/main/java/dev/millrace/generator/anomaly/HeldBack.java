package dev.millrace.generator.anomaly;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a source with anomalies keeps in memory, and what it goes through when it is gone on with, reckoned from its settings:
 * in the mean, at its highest rate.
 *
 * <p>That many are held back at once follows from Little's law (rate × time), with the mean of the delays; found again is
 * what was due in the longest of them, late or not.
 *
 * @param perSecond the source's highest rate
 * @param parts     by what holds back, those that do
 */
public record HeldBack(double perSecond, List<Part> parts) {
    /** Turns that a source may hold back at once: 128 MB, an eighth of the program's usual heap. */
    public static final long MOST = 2_000_000;
    /** Events that are gone through when a source is gone on with: some seconds of one core. */
    public static final long MOST_FOUND_AGAIN = 500_000_000;
    /** A turn, its place in a queue, and another one while the queue is emptied. */
    public static final int BYTES = 64;

    /**
     * One of the things that hold back.
     *
     * @param setting under which it stands
     * @param delay   the setting of its delay, seen from there
     * @param share   how many of all events
     * @param longest the longest delay, nanoseconds
     * @param turns   how many are held back at once because of it
     * @param through how many events are due in its longest delay
     */
    public record Part(String setting, String delay, Share share, long longest, double turns, double through) {}

    public HeldBack {
        parts = List.copyOf(parts);
    }

    /**
     * What the settings come to.
     *
     * @param perSecond the source's highest rate
     * @param events    how many it has at most; may be infinite
     */
    public static HeldBack of(AnomalySettings settings, double perSecond, double events) {
        var late = settings.late();
        var disorder = settings.outOfOrder();
        var duplicate = settings.duplicate();
        var reckoning = new Reckoning(perSecond, events);
        var ofLate = late == null
                ? null
                : reckoning.part(
                        "late",
                        "by",
                        late.share(),
                        late.by().longestNanos(),
                        (late.by().least().toNanos() + late.by().longestNanos()) / 2.0);
        var ofDisorder = disorder == null
                ? null
                : reckoning.part(
                        "out-of-order",
                        "within",
                        disorder.share(),
                        disorder.within().toNanos(),
                        disorder.within().toNanos() / 2.0);
        var copies = duplicate == null
                ? null
                : reckoning.copies(
                        duplicate,
                        Stream.of(ofLate, ofDisorder)
                                .filter(part -> part != null)
                                .toList());
        return new HeldBack(
                perSecond,
                Stream.of(ofLate, ofDisorder, copies)
                        .filter(part -> part != null && part.share().fraction() > 0)
                        .toList());
    }

    /** How many turns are held back at once. */
    public double atOnce() {
        return parts.stream().mapToDouble(Part::turns).sum();
    }

    /** The memory that takes, bytes. */
    public double bytes() {
        return atOnce() * BYTES;
    }

    /** How many events are gone through when the source is gone on with. */
    public double foundAgain() {
        return parts.stream().mapToDouble(Part::through).max().orElse(0);
    }

    /** Throws {@link InvalidSetting} for the setting that holds back most, where that is too much. */
    public void check() {
        if (atOnce() > MOST) {
            var part = greatest(Comparator.comparingDouble(Part::turns));
            throw new InvalidSetting(
                    part.setting(),
                    ("would hold back some %s events at once, at up to %s, which takes %.0f MB of memory; the most is %s"
                                    + " events. %s of them are here, %s by up to %s: make the share, the delay or the rate"
                                    + " smaller")
                            .formatted(
                                    count(atOnce()),
                                    new Rate(perSecond),
                                    bytes() / 1e6,
                                    count(MOST),
                                    count(part.turns()),
                                    part.share(),
                                    Durations.format(Duration.ofNanos(part.longest()))));
        }
        if (foundAgain() > MOST_FOUND_AGAIN) {
            var part = greatest(Comparator.comparingDouble(Part::through));
            throw new InvalidSetting(
                    part.setting() + "." + part.delay(),
                    ("what is held back is found again, after a restart, by going through all that was due in %s: some"
                                    + " %s events, at up to %s; the most is %s. Make the delay or the rate smaller")
                            .formatted(
                                    Durations.format(Duration.ofNanos(part.longest())),
                                    count(part.through()),
                                    new Rate(perSecond),
                                    count(MOST_FOUND_AGAIN)));
        }
    }

    private Part greatest(Comparator<Part> by) {
        return parts.stream().max(by).orElseThrow();
    }

    private static String count(double events) {
        double millions = events / 1e6;
        return String.format(Locale.ROOT, millions < 10 ? "%.1fM" : "%.0fM", millions);
    }

    /** A rate and an end, of which the parts follow. */
    private record Reckoning(double perSecond, double events) {
        Part part(String setting, String delay, Share share, long longest, double mean) {
            return new Part(setting, delay, share, longest, share.fraction() * due(mean), due((double) longest));
        }

        /** A copy is held back from when its event was due until after it was sent. */
        Part copies(Duplicate duplicate, List<Part> delayed) {
            long longest = delayed.stream().mapToLong(Part::longest).max().orElse(0) + duplicate.longestNanos();
            double share = duplicate.share().fraction();
            double turns = share * due(duplicate.longestNanos() / 2.0)
                    + share * delayed.stream().mapToDouble(Part::turns).sum();
            return new Part("duplicate", "within", duplicate.share(), longest, turns, due((double) longest));
        }

        private double due(double nanos) {
            return Math.min(events, perSecond * nanos / 1e9);
        }
    }
}
