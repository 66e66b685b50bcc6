package dev.millrace.generator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A regular expression with all its repeats given an end, so that the texts that fit have lengths within bounds. Where an
 * expression leaves room, the least counts are raised from the left until the shortest text is long enough, and the
 * greatest are lowered from the right until the longest is short enough; where it leaves none, it stays as it is.
 */
final class BoundedRegex {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6})(?:(,)(\\d{0,6}))?}.*", Pattern.DOTALL);
    private static final int ENDLESS = 1_000;

    private final String text;
    private int at;

    private BoundedRegex(String text) {
        this.text = text;
    }

    /** In how many groups within each other something stands, at most; those in classes of characters counted too. */
    static int depth(String regex) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '(' -> deepest = Math.max(deepest, ++depth);
                case ')' -> depth--;
                default -> {
                    // Says nothing of groups.
                }
            }
        }
        return deepest;
    }

    /** The expression with texts of {@code least} to {@code most} characters, as far as that goes. */
    static String of(String regex, int least, int most) {
        var bounded = new BoundedRegex(regex);
        var alternatives = bounded.alternatives();
        if (bounded.at < regex.length()) {
            // Unbalanced: the reader of patterns says so, and where.
            return regex;
        }
        var out = new ArrayList<String>();
        for (var row : alternatives) {
            out.add(narrowed(row, least, most));
        }
        return String.join("|", out);
    }

    /** One thing with how often it comes, and how many characters it is. */
    private record Part(String one, int shortest, int longest, int least, int most) {
        Part counted(int fewer, int more) {
            return new Part(one, shortest, longest, fewer, more);
        }

        String written() {
            return least == 1 && most == 1
                    ? one
                    : one + (least == most ? "{" + least + "}" : "{" + least + "," + most + "}");
        }
    }

    private static String narrowed(List<Part> row, int least, int most) {
        var parts = new ArrayList<>(row);
        for (int i = parts.size() - 1; i >= 0; i--) {
            int over = longest(parts) - most;
            var part = parts.get(i);
            if (over > 0 && part.most() > part.least() && part.longest() > 0) {
                int fewer = (over + part.longest() - 1) / part.longest();
                parts.set(i, part.counted(part.least(), Math.max(part.least(), part.most() - fewer)));
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            int missing = least - shortest(parts);
            var part = parts.get(i);
            if (missing > 0 && part.most() > part.least() && part.shortest() > 0) {
                int more = (missing + part.shortest() - 1) / part.shortest();
                parts.set(i, part.counted(Math.min(part.most(), part.least() + more), part.most()));
            }
        }
        var out = new StringBuilder();
        parts.forEach(part -> out.append(part.written()));
        return out.toString();
    }

    private static int shortest(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.shortest() * part.least()).sum();
    }

    private static int longest(List<Part> parts) {
        return parts.stream()
                .mapToInt(part -> Math.clamp((long) part.longest() * part.most(), 0, 1 << 20))
                .sum();
    }

    private List<List<Part>> alternatives() {
        var alternatives = new ArrayList<List<Part>>();
        alternatives.add(row());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            alternatives.add(row());
        }
        return alternatives;
    }

    private List<Part> row() {
        var parts = new ArrayList<Part>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated(one()));
        }
        return parts;
    }

    private Part one() {
        int start = at;
        switch (text.charAt(at)) {
            case '\\' -> at = Math.min(text.length(), at + 2);
            case '[' -> skipClass();
            case '(' -> {
                return group(start);
            }
            case '^', '$' -> {
                at++;
                return new Part(text.substring(start, at), 0, 0, 1, 1);
            }
            default -> at += Character.charCount(text.codePointAt(at));
        }
        return new Part(text.substring(start, at), 1, 1, 1, 1);
    }

    private Part group(int start) {
        at++;
        var open = text.startsWith("?:", at) ? "(?:" : "(";
        at += open.length() - 1;
        var alternatives = alternatives();
        at = Math.min(text.length(), at + 1);
        // What stands in a group is given ends, but is not narrowed: its count is what changes.
        var inner = new ArrayList<String>();
        alternatives.forEach(row -> {
            var out = new StringBuilder();
            row.forEach(part -> out.append(part.written()));
            inner.add(out.toString());
        });
        int shortest =
                alternatives.stream().mapToInt(BoundedRegex::shortest).min().orElse(0);
        int longest =
                alternatives.stream().mapToInt(BoundedRegex::longest).max().orElse(0);
        var close = text.startsWith(")", at - 1) && at > start ? ")" : "";
        return new Part(open + String.join("|", inner) + close, shortest, longest, 1, 1);
    }

    private void skipClass() {
        at++;
        if (text.startsWith("^", at)) {
            at++;
        }
        boolean first = true;
        while (at < text.length() && (first || text.charAt(at) != ']')) {
            at += text.charAt(at) == '\\' ? 2 : 1;
            first = false;
        }
        at = Math.min(text.length(), at + 1);
    }

    private Part repeated(Part part) {
        if (at >= text.length()) {
            return part;
        }
        var count = COUNT.matcher(text.substring(at));
        return switch (text.charAt(at)) {
            case '?' -> counted(part, 1, 0, 1);
            case '*' -> counted(part, 1, 0, endless(part));
            case '+' -> counted(part, 1, 1, endless(part));
            case '{' -> {
                if (!count.matches()) {
                    yield part;
                }
                int least = Integer.parseInt(count.group(1));
                boolean open = count.group(2) != null && count.group(3).isEmpty();
                int most = count.group(2) == null
                        ? least
                        : open ? least + endless(part) : Integer.parseInt(count.group(3));
                yield counted(part, text.indexOf('}', at) + 1 - at, least, most);
            }
            default -> part;
        };
    }

    private static int endless(Part part) {
        return ENDLESS / Math.max(1, part.longest());
    }

    private Part counted(Part part, int length, int least, int most) {
        at += length;
        return part.counted(least, most);
    }
}
