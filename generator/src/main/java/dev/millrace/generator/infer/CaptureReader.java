package dev.millrace.generator.infer;

import dev.millrace.settings.DataSize;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads captured lines, a JSON object each; empty lines are passed over. Not thread-safe. */
final class CaptureReader {
    private static final DataSize LONGEST = new DataSize(4 << 20);
    private static final int MOST_REPORTED = 5;
    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final CaptureProfile profile = new CaptureProfile();
    private final List<String> malformed = new ArrayList<>();
    private long lines;
    private long bad;

    /** Reads to the end. */
    void read(InputStream input) throws IOException {
        var in = new BufferedInputStream(input, BUFFER);
        var line = new ByteArrayOutputStream(1 << 10);
        long number = 1;
        long length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                take(line, length, number);
                line.reset();
                length = 0;
                number++;
            } else {
                length++;
                if (length <= LONGEST.bytes()) {
                    line.write(next);
                }
            }
        }
        take(line, length, number);
    }

    CaptureProfile profile() {
        return profile;
    }

    CaptureReport report() {
        return new CaptureReport(
                lines, bad, malformed, List.copyOf(profile.budget().leftOut()));
    }

    private void take(ByteArrayOutputStream line, long length, long number) {
        if (length > LONGEST.bytes()) {
            lines++;
            refuse(number, "is longer than " + LONGEST);
            return;
        }
        var bytes = line.toByteArray();
        if (isBlank(bytes)) {
            return;
        }
        lines++;
        JsonNode object;
        try {
            object = JSON.readTree(bytes);
        } catch (JacksonException e) {
            refuse(
                    number,
                    "is no JSON object: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
            return;
        }
        if (object.isObject()) {
            profile.add(object);
        } else {
            refuse(
                    number,
                    "is no JSON object but " + object.getNodeType().name().toLowerCase(Locale.ROOT));
        }
    }

    private void refuse(long number, String reason) {
        bad++;
        if (malformed.size() < MOST_REPORTED) {
            malformed.add("line " + number + " " + reason);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
