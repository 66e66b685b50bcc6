package dev.millrace.gateway.settings;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * The HTTP door: where it is, who may use it, and how much may come through.
 *
 * @param address       address to listen on
 * @param port          port to listen on; 0 for any that is free
 * @param hosts         further names by which it may be called while it listens on loopback
 * @param apiKeys       who may use it; empty for everybody, which only a loopback address allows
 * @param limits        how much may come through
 * @param confirmWithin how long a post waits for Kafka before it is answered with 504
 * @param shutdownGrace how long requests under way may take to finish when it is closed
 */
@Doc("The HTTP door: where it is, who may use it, and how much may come through.")
public record GatewaySettings(
        @Default("127.0.0.1") @Doc("Address to listen on; any but a loopback address demands apiKeys.")
        String address,

        @Default("8080") @Doc("Port to listen on; 0 for any that is free.")
        int port,

        @Default("[]") @Doc("Further host names by which it may be called while it listens on loopback.")
        List<String> hosts,

        @Default("[]") @Doc("Keys that open the door; without any, everybody on this machine may use it.")
        List<ApiKey> apiKeys,

        @Default("{}") @Doc("How much may come through.") GatewayLimits limits,

        @Default("30s") @Doc("How long a post waits for Kafka before it is answered with 504.")
        Duration confirmWithin,

        @Default("10s") @Doc("How long requests under way may take to finish when the gateway is closed.")
        Duration shutdownGrace) {

    /** The address it listens on unless told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("port", "must be from 0 to 65535, was " + port);
        }
        if (!confirmWithin.isPositive()) {
            throw new InvalidSetting("confirmWithin", "must be positive, was " + confirmWithin);
        }
        if (shutdownGrace.isNegative()) {
            throw new InvalidSetting("shutdownGrace", "must not be negative, was " + shutdownGrace);
        }
        hosts = List.copyOf(hosts);
        apiKeys = List.copyOf(apiKeys);
        if (apiKeys.isEmpty() && !resolve(address).isLoopbackAddress()) {
            throw new InvalidSetting(
                    "address",
                    "'" + address + "' can be reached from other machines, which needs at least one of apiKeys;"
                            + " or listen on " + LOOPBACK);
        }
    }

    /** On loopback, open to this machine, with everything else as it is by default. */
    public static GatewaySettings onLoopback(int port) {
        return new GatewaySettings(
                LOOPBACK,
                port,
                List.of(),
                List.of(),
                GatewayLimits.defaults(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /** The same on another port. */
    public GatewaySettings withPort(int other) {
        return new GatewaySettings(address, other, hosts, apiKeys, limits, confirmWithin, shutdownGrace);
    }

    /** The address to listen on. */
    public InetAddress inetAddress() {
        return resolve(address);
    }

    private static InetAddress resolve(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new InvalidSetting("address", "'" + address + "' is not an address of this machine");
        }
    }
}
