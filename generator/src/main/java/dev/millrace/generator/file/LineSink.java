package dev.millrace.generator.file;

/** Takes lines as they are read. What it throws ends the poll; the line it threw at is delivered again. */
public interface LineSink {
    /** One line without its end; the bytes are good during the call alone. */
    void line(byte[] bytes, int offset, int length);

    /**
     * A line longer than allowed, of which only the beginning was kept.
     *
     * @param head   its first bytes, as many as a line may have
     * @param length how many bytes it had, without its end
     */
    void tooLong(byte[] head, long length);
}
