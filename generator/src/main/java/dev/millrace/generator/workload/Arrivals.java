package dev.millrace.generator.workload;

/** How events lie under a rate. */
public enum Arrivals {
    /** Each as far from the last as the rate says. */
    EVEN,
    /** Independent of each other, as calls and customers come; the rate is what they come to in the mean. */
    POISSON
}
