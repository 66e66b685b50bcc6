package dev.millrace.embedded.ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What people call a process by. Its arguments are left out: there may be secrets among them. */
final class ProcessName {
    private static final Pattern END_OF_ARGUMENT = Pattern.compile("\0");

    private ProcessName() {}

    /** The program's file name; for a JVM also what runs in it: "java kafka.Kafka". */
    static String of(long pid) {
        var words = commandLine(pid);
        if (words.isEmpty()) {
            return "a program";
        }
        var program = fileName(words.getFirst());
        return program.equals("java") ? ("java " + inJvm(words.subList(1, words.size()))).strip() : program;
    }

    // Not from ProcessHandle: it knows the arguments only where they are fewer than 4096 bytes.
    private static List<String> commandLine(long pid) {
        try {
            var line = new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), UTF_8);
            return END_OF_ARGUMENT.splitAsStream(line).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param arguments of the JVM and of what it runs */
    static String inJvm(List<String> arguments) {
        for (var i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-cp", "-classpath", "--class-path", "-p", "--module-path" -> i++;
                case "-jar" -> {
                    return i + 1 < arguments.size() ? fileName(arguments.get(i + 1)) : "";
                }
                default -> {
                    if (!arguments.get(i).startsWith("-") && !arguments.get(i).startsWith("@")) {
                        return arguments.get(i);
                    }
                }
            }
        }
        return "";
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
