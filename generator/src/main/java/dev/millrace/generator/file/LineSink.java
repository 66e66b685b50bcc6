package dev.millrace.generator.file;

public interface LineSink {
    void line(byte[] b, int o, int l);

    void tooLong(byte[] h, long l);
}
