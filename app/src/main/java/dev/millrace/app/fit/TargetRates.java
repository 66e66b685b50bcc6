package dev.millrace.app.fit;

/** The rates sources are to have. */
@FunctionalInterface
public interface TargetRates {
    /** Events a second; 0 for a source without a rate of its own, or one that is not known here. */
    double perSecond(String run, String source);
}
