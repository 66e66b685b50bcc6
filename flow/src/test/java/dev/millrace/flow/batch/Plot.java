package dev.millrace.flow.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lines over time, as an SVG picture. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 220;
    private static final List<String> COLOURS = List.of("#1f6feb", "#d1242f");

    private final StringBuilder body = new StringBuilder();
    private int lines;

    /** Adds a line in a strip of its own below the ones there are. */
    void line(String title, double[] seconds, double[] values) {
        double top = 1;
        double last = 1;
        for (int i = 0; i < values.length; i++) {
            top = Math.max(top, values[i]);
            last = Math.max(last, seconds[i]);
        }
        int base = (lines + 1) * HEIGHT;
        var points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    20 + seconds[i] / last * (WIDTH - 40),
                    base - 10 - values[i] / top * (HEIGHT - 50)));
        }
        body.append(String.format(
                Locale.ROOT,
                "<text x='20' y='%d' font-family='sans-serif' font-size='13'>%s (top: %.1f; %.0f seconds)</text>%n"
                        + "<polyline fill='none' stroke='%s' stroke-width='1.5' points='%s'/>%n",
                base - HEIGHT + 20,
                title,
                top,
                last,
                COLOURS.get(lines % COLOURS.size()),
                points));
        lines++;
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                "<svg xmlns='http://www.w3.org/2000/svg' width='" + WIDTH + "' height='" + lines * HEIGHT
                        + "'>\n<rect width='100%' height='100%' fill='white'/>\n" + body + "</svg>\n");
    }
}
