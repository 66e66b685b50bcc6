package dev.millrace.app.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests as a web server logs them, made without any of the code that is tested. */
final class WebCapture {
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
            "curl/8.9.1",
            "Googlebot/2.1 (+http://www.google.com/bot.html)");
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "PL", "NL", "US");

    private WebCapture() {}

    static List<String> lines(long seed, int events) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        var time = Instant.parse("2026-11-21T08:00:00Z");
        for (int i = 0; i < events; i++) {
            // 40 a second, independent of one another.
            time = time.plusNanos((long) (-Math.log(1 - random.nextDouble()) * 25e6));
            int status = status(random);
            var referer = random.nextInt(100) < 35
                    ? ",\"referer\":null"
                    : random.nextInt(10) == 0 ? "" : ",\"referer\":\"https://www.example.com/\"";
            lines.add(String.format(
                    Locale.ROOT,
                    "{\"time\":\"%s\",\"client\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"status\":%d,\"bytes\":%d,"
                            + "\"seconds\":%.3f,\"agent\":\"%s\",\"country\":\"%s\",\"request\":\"%016x\"%s}",
                    time,
                    client(random),
                    random.nextInt(100) < 88 ? "GET" : random.nextInt(4) == 0 ? "PUT" : "POST",
                    path(random),
                    status,
                    status == 304 ? 0 : (long) Math.exp(8.5 + 1.1 * random.nextGaussian()),
                    Math.exp(-3.5 + 0.7 * random.nextGaussian()),
                    AGENTS.get(Math.min(4, (int) (-Math.log(1 - random.nextDouble()) * 1.3))),
                    COUNTRIES.get((int) (7 * Math.pow(random.nextDouble(), 2))),
                    random.nextLong(),
                    referer));
        }
        return lines;
    }

    private static int status(Random random) {
        int draw = random.nextInt(1_000);
        return draw < 800 ? 200 : draw < 900 ? 304 : draw < 960 ? 404 : draw < 985 ? 301 : draw < 995 ? 403 : 500;
    }

    /** One of 60, the first the most frequent. */
    private static String path(Random random) {
        int rank = (int) Math.pow(60, random.nextDouble());
        return rank % 3 == 0
                ? "/products/" + rank * 37
                : rank % 3 == 1 ? "/pages/p" + rank + ".html" : "/static/app-" + rank + ".js";
    }

    /** One of 1 500 addresses, by Zipf's law with an exponent of about 1. */
    private static String client(Random random) {
        int rank = (int) Math.pow(1_500, random.nextDouble());
        long bits = (rank * 0x9E3779B97F4A7C15L) >>> 32;
        return "%d.%d.%d.%d".formatted(20 + (bits >>> 24) % 150, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    }
}
