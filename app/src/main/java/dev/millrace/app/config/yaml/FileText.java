package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Position;
import dev.millrace.app.config.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file that people write: UTF-8, with or without a byte order mark, and of a bounded size. */
public final class FileText {
    /** More than anyone writes by hand, and little enough for the worst of files to be refused in a moment. */
    public static final int LARGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FileText() {}

    /** Reads a file. */
    public static String of(Path file, Problems problems) throws InvalidFile {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge(problems);
            }
            return decode(bytes, problems);
        } catch (NoSuchFileException e) {
            throw problems.fatal(Position.WHOLE_FILE, "there is no such file");
        } catch (AccessDeniedException e) {
            throw problems.fatal(Position.WHOLE_FILE, "this file may not be read; check its permissions");
        } catch (IOException e) {
            var why = Files.isDirectory(file) ? "this is a folder, not a file" : "cannot be read: " + e.getMessage();
            throw problems.fatal(Position.WHOLE_FILE, why);
        }
    }

    /** The same checks on a text that has been read already. */
    public static String of(String text, Problems problems) throws InvalidFile {
        if (text.length() > LARGEST) {
            throw tooLarge(problems);
        }
        return withoutMark(text);
    }

    private static InvalidFile tooLarge(Problems problems) {
        return problems.fatal(Position.WHOLE_FILE, "is larger than 1 MiB, which no settings file needs to be");
    }

    private static String decode(byte[] bytes, Problems problems) throws InvalidFile {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = decoder.decode(in, out, true);
        var text = withoutMark(out.flip().toString());
        if (result.isError()) {
            throw problems.fatal(
                    end(text),
                    "not UTF-8: the byte 0x%02X does not belong here; save the file as UTF-8"
                            .formatted(bytes[in.position()]));
        }
        return text;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The place just after a text. */
    private static Position end(String text) {
        var lines = text.split("\\R", -1);
        var last = lines[lines.length - 1];
        return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
    }
}
