package dev.millrace.generator.pattern;

import dev.millrace.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.regex.Pattern;

/** Reads a pattern by recursive descent. For one reading. */
final class PatternParser {
    private static final int DEEPEST = 50;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6})(?:(,)(\\d{1,6})?)?}.*", Pattern.DOTALL);

    private final String text;
    private final PatternClasses classes;
    private int at;
    private int depth;

    PatternParser(String text) {
        this.text = text;
        this.classes = new PatternClasses(text);
    }

    Part parse() {
        if (text.startsWith("^")) {
            at = 1;
        }
        var whole = either();
        if (at < text.length()) {
            throw refused(at, "')' closes nothing");
        }
        return whole;
    }

    private Part either() {
        if (++depth > DEEPEST) {
            throw refused(at, "groups are nested deeper than " + DEEPEST);
        }
        var choices = new ArrayList<Part>();
        choices.add(row());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            choices.add(row());
        }
        depth--;
        return choices.size() == 1 ? choices.getFirst() : new Part.Either(choices.toArray(Part[]::new));
    }

    private Part row() {
        var parts = new ArrayList<Part>();
        while (at < text.length() && "|)".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '$' && at == text.length() - 1) {
                at++;
                break;
            }
            parts.add(repeated(one()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Part.Row(parts.toArray(Part[]::new));
    }

    private Part one() {
        int start = at;
        int character = text.codePointAt(at);
        return switch (character) {
            case '(' -> group(start);
            case '[' -> {
                var set = classes.bracket(at);
                at = classes.end();
                yield new Part.OneOf(CharacterSet.of(set));
            }
            case '.' -> {
                at++;
                yield new Part.OneOf(CharacterSet.of(CharacterSet.printable()));
            }
            case '\\' -> {
                var set = classes.escape(at);
                at = classes.end();
                yield part(set);
            }
            case '*', '+', '?', '{' ->
                throw refused(start, "there is nothing here to repeat; write \\" + text.charAt(at));
            case '^', '$' -> throw refused(start, "an anchor can stand at the ends alone");
            default -> {
                at += Character.charCount(character);
                yield new Part.Literal(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static Part part(BitSet set) {
        return set.cardinality() == 1
                ? new Part.Literal(Character.toString(set.nextSetBit(0)).getBytes(StandardCharsets.UTF_8))
                : new Part.OneOf(CharacterSet.of(set));
    }

    private Part group(int start) {
        at++;
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (text.startsWith("?", at)) {
            throw refused(start, "look-around, names and flags are not possible; a group is (…) or (?:…)");
        }
        var inner = either();
        if (at >= text.length() || text.charAt(at) != ')') {
            throw refused(start, "the group is not closed");
        }
        at++;
        return inner;
    }

    private Part repeated(Part part) {
        if (at >= text.length()) {
            return part;
        }
        return switch (text.charAt(at)) {
            case '?' -> {
                at++;
                yield new Part.Repeat(part, 0, 1);
            }
            case '*', '+' -> throw refused(at, "'" + text.charAt(at) + "' has no end; write {0,8} or the like");
            case '{' -> counted(part);
            default -> part;
        };
    }

    private Part counted(Part part) {
        var count = COUNT.matcher(text.substring(at));
        if (!count.matches()) {
            throw refused(at, "a count is {3} or {2,5}; write \\{ for the character");
        }
        int least = Integer.parseInt(count.group(1));
        if (count.group(2) != null && count.group(3) == null) {
            throw refused(at, "{" + least + ",} has no end; write {" + least + "," + (least + 8) + "} or the like");
        }
        int most = count.group(3) == null ? least : Integer.parseInt(count.group(3));
        if (most < least) {
            throw refused(at, "the most is less than the least");
        }
        at = text.indexOf('}', at) + 1;
        return new Part.Repeat(part, least, most);
    }

    private InvalidSetting refused(int position, String problem) {
        return refusal(text, position, problem);
    }

    static InvalidSetting refusal(String text, int position, String problem) {
        return new InvalidSetting("pattern", problem + " (at character " + (position + 1) + " of `" + text + "`)");
    }
}
