package dev.millrace.generator.line;

public interface LineParser {
    ParsedLine parse(byte[] l, int o, int n, dev.millrace.event.json.JsonBuffer d) throws MalformedLine;
}
