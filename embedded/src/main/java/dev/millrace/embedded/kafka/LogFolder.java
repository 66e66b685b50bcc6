package dev.millrace.embedded.kafka;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderFormat;
import dev.millrace.embedded.folder.FolderTree;
import dev.millrace.embedded.folder.VersionRule;
import dev.millrace.embedded.parts.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder a broker works in: ours around it, Kafka's own log in {@code log}. */
final class LogFolder implements Part {
    /** The one node of the cluster. */
    static final int NODE = 1;

    private static final int FORMAT = 1;

    private final FolderClaim claim;
    private final Path log;

    private LogFolder(FolderClaim claim) {
        this.claim = claim;
        this.log = claim.folder().resolve("log");
    }

    static LogFolder open(Path folder) {
        var format = new FolderFormat("Kafka", FORMAT, AppInfoParser.getVersion(), VersionRule.NOT_NEWER);
        return new LogFolder(FolderClaim.take(folder, format));
    }

    /** Where Kafka keeps its log. */
    Path log() {
        return log;
    }

    /** The cluster's id, which stays with the folder. */
    String clusterId() {
        return claim.id();
    }

    /** Lays out an empty log, if there is none yet; entire or, if this is killed amid it, not at all. */
    void format(BrokerListeners listeners) {
        if (Files.isDirectory(log)) {
            refuseOtherCluster();
            return;
        }
        var unfinished = log.resolveSibling("log.unfinished");
        try {
            FolderTree.remove(unfinished);
            Files.createDirectory(unfinished);
            formatter(unfinished, listeners.controllerPort()).run();
            Files.move(unfinished, log, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new FolderUnusable(claim.folder(), e);
        } catch (Exception e) {
            throw new ServerFailed("Kafka cannot lay out an empty log in " + unfinished, e);
        }
    }

    private void refuseOtherCluster() {
        var found = new Properties();
        try (var reader = Files.newBufferedReader(log.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            found.load(reader);
        } catch (IOException e) {
            throw new FolderUnusable(log, e);
        }
        var cluster = found.getProperty("cluster.id", "unknown");
        var node = found.getProperty("node.id", "unknown");
        if (!cluster.equals(clusterId()) || !node.equals(Integer.toString(NODE))) {
            throw new ForeignFolder(
                    log,
                    "is the log of node " + node + " of the Kafka cluster " + cluster + ", and the folder around it"
                            + " belongs to node " + NODE + " of " + clusterId(),
                    "Choose another data folder, or put the log back where it came from.");
        }
    }

    private Formatter formatter(Path directory, int controllerPort) {
        var voter = NODE + "@127.0.0.1:" + controllerPort + ":" + Uuid.randomUuid();
        return new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(clusterId())
                .setControllerListenerName(BrokerListeners.CONTROLLER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setHasDynamicQuorum(true)
                .setInitialControllers(DynamicVoters.parse(voter));
    }

    @Override
    public void close() {
        claim.close();
    }
}
