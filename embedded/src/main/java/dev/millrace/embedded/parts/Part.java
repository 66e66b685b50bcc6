package dev.millrace.embedded.parts;

/** Something that is open, and whose end fails with no checked exception. */
public interface Part extends AutoCloseable {
    @Override
    void close();
}
