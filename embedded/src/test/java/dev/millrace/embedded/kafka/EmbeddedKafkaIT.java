package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.embedded.PortTaken;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    static Path folders;

    static EmbeddedKafka broker;

    @BeforeAll
    static void start() {
        var settings = new KafkaSettings(folders.resolve("shared"), 0, Map.of("message.max.bytes", "777777"));
        broker = EmbeddedKafka.start(settings);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @Test
    void shouldOfferTheSecondVersionOfTransactions() throws Exception {
        try (var admin = new Clients(broker.bootstrapServers()).admin()) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features.get("transaction.version").maxVersionLevel()).isEqualTo((short) 2);
        }
    }

    @Test
    void shouldPutOverridesInPlaceOfItsOwnChoice() throws Exception {
        var itself = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = new Clients(broker.bootstrapServers()).admin()) {
            var config = admin.describeConfigs(List.of(itself)).all().get().get(itself);

            assertThat(config.get("message.max.bytes").value()).isEqualTo("777777");
        }
    }

    @Test
    void shouldMakeNoTopicThatNobodyAskedFor() {
        try (var producer = new Clients(broker.bootstrapServers()).producer(Map.of("max.block.ms", 1000))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("never-made", "value"))
                            .get(20, TimeUnit.SECONDS))
                    .hasStackTraceContaining("not present in metadata");
        }
    }

    @Test
    void shouldNotBeReachedThroughAnotherAddressThanLoopback() throws Exception {
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        assumeThat(outside).as("an address of this machine besides loopback").isPresent();

        assertThatThrownBy(() -> new Socket(outside.get(), broker.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldRunBesideAnotherOne() throws Exception {
        try (var other = EmbeddedKafka.start(new KafkaSettings(folders.resolve("other"), 0))) {
            var here = new Clients(broker.bootstrapServers());
            var there = new Clients(other.bootstrapServers());
            here.createTopic("both", 1);
            there.createTopic("both", 1);

            try (var producerHere = here.producer();
                    var producerThere = there.producer()) {
                producerHere.send(new ProducerRecord<>("both", "here")).get();
                producerThere.send(new ProducerRecord<>("both", "there")).get();
            }

            assertThat(here.committedValues("both")).containsExactly("here");
            assertThat(there.committedValues("both")).containsExactly("there");
        }
    }

    @Test
    void shouldRefuseAPortThatIsTakenAndSayByWhom() throws Exception {
        var folder = folders.resolve("no-port");
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = new KafkaSettings(folder, taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldGoOnAfterAnOrderlyEndEvenOnAnotherPort() throws Exception {
        var settings = new KafkaSettings(folders.resolve("orderly"), 0);
        var first = EmbeddedKafka.start(settings);
        var clients = new Clients(first.bootstrapServers());
        clients.createTopic("kept", 3);
        var sent = clients.sendAndWait("kept", 100);

        first.close();
        first.close();

        // Kafka leaves this file where there is nothing to recover.
        assertThat(Files.exists(settings.folder().resolve("log/.kafka_cleanshutdown")))
                .isTrue();
        try (var second = EmbeddedKafka.start(settings)) {
            assertThat(new Clients(second.bootstrapServers()).committedValues("kept"))
                    .containsExactlyInAnyOrderElementsOf(sent);
        }
    }
}
