package dev.millrace.generator.file;

public class FollowedFile implements AutoCloseable {
    public static FollowedFile open(FileSettings s, java.util.Map<String, String> p) {
        return new FollowedFile();
    }

    public int poll(LineSink s, int n) throws java.io.IOException {
        return 0;
    }

    public java.util.Map<String, String> position() {
        return java.util.Map.of();
    }

    public boolean exhausted() {
        return false;
    }

    @Override
    public void close() throws java.io.IOException {}
}
