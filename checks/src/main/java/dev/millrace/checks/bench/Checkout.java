package dev.millrace.checks.bench;

import java.nio.file.Path;

/** Where the project is checked out; benchmarks run from there. */
final class Checkout {
    static final Path HOME =
            Path.of(System.getProperty("millrace.home", ".")).toAbsolutePath().normalize();

    private Checkout() {}
}
