package dev.millrace.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as built. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"millrace " + current() + " (Java " + Runtime.version() + ")"};
    }

    static String current() {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("/millrace.properties")) {
            if (in == null) {
                throw new IllegalStateException("millrace.properties is missing from the build");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
