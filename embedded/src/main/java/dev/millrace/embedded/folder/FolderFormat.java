package dev.millrace.embedded.folder;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a server lays out its folder, as the file {@code format} there says it.
 *
 * @param server  the server's name as people know it: "Kafka"
 * @param number  of the layout around the server's own files; another number cannot be read
 * @param version of the server
 * @param rule    which versions' data this version goes on from
 */
public record FolderFormat(String server, int number, String version, VersionRule rule) {

    /** What is wrong with a folder that says this of itself, as a clause after its name; null if nothing is. */
    @Nullable
    String objection(Properties found) {
        var theirServer = found.getProperty("server", "");
        if (!server.equals(theirServer)) {
            return "holds data of " + (theirServer.isEmpty() ? "something unknown" : theirServer) + ", not of "
                    + server;
        }
        var theirNumber = found.getProperty("format", "");
        if (!Integer.toString(number).equals(theirNumber)) {
            return "has the folder format " + (theirNumber.isEmpty() ? "unknown" : theirNumber) + ", and only " + number
                    + " can be read here";
        }
        var theirVersion = found.getProperty("version", "");
        return rule.reads(version, theirVersion)
                ? null
                : "holds data of " + server + " " + (theirVersion.isEmpty() ? "unknown" : theirVersion) + ", which "
                        + server + " " + version + " cannot go on from";
    }

    /** What the file says. */
    Properties describe(String id) {
        var properties = new Properties();
        properties.setProperty("server", server);
        properties.setProperty("format", Integer.toString(number));
        properties.setProperty("version", version);
        properties.setProperty("id", id);
        return properties;
    }
}
