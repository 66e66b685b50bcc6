package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.Path;

/** Files were renamed while they were looked at; the next look will be right. */
final class RotationUnderWay extends IOException {
    private static final long serialVersionUID = 1L;

    RotationUnderWay(Path path) {
        super("files are being renamed around " + path);
    }
}
