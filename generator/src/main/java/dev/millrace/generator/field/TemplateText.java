package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.List;

/** A template as its pieces: texts, and names of fields. */
record TemplateText(List<Piece> pieces) {
    /** A text as it is, or a field by its name. */
    record Piece(String text, boolean field) {}

    TemplateText {
        pieces = List.copyOf(pieces);
    }

    /** Reads a template; throws {@link InvalidSetting} for the setting {@code template} where it is none. */
    static TemplateText parse(String template) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if ((c == '{' || c == '}') && template.startsWith(String.valueOf(c), at + 1)) {
                text.append(c);
                at += 2;
            } else if (c == '{') {
                int end = template.indexOf('}', at);
                if (end < 0) {
                    throw refused(template, at, "the brace is not closed; write {{ for the character");
                }
                var name = template.substring(at + 1, end);
                if (name.isBlank() || name.contains("{")) {
                    throw refused(template, at, "a field's name belongs in the braces; write {{ for the character");
                }
                if (!text.isEmpty()) {
                    pieces.add(new Piece(text.toString(), false));
                    text.setLength(0);
                }
                pieces.add(new Piece(name, true));
                at = end + 1;
            } else if (c == '}') {
                throw refused(template, at, "the brace closes nothing; write }} for the character");
            } else {
                text.append(c);
                at++;
            }
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.toString(), false));
        }
        return new TemplateText(pieces);
    }

    private static InvalidSetting refused(String template, int at, String problem) {
        return new InvalidSetting("template", problem + " (at character " + (at + 1) + " of `" + template + "`)");
    }
}
