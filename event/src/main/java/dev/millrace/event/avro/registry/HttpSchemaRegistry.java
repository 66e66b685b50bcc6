package dev.millrace.event.avro.registry;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.InvalidAvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.json.JsonBuffer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * A registry that speaks Confluent's HTTP API, as Apicurio and others do too. Every call goes over the wire; put a
 * {@link CachingSchemaRegistry} in front. Thread-safe.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the API</a>
 */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final long LONGEST_ANSWER = 16L << 20;

    private final RegistryAccess access;
    private final HttpClient client;
    private final String base;

    public HttpSchemaRegistry(RegistryAccess access) {
        this.access = access;
        this.client = HttpClient.newBuilder()
                .connectTimeout(access.timeout())
                // Credentials must not follow to another host; a url that redirects is one to correct.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.base = access.url().toString().replaceAll("/+$", "");
    }

    @Override
    public int register(String subject, AvroSchema schema) throws SchemaFailure {
        var body = new JsonBuffer()
                .ascii("{\"schema\":")
                .string(schema.text())
                .ascii('}')
                .toBytes();
        var what = "schema " + schema.name() + " under subject '" + subject + "'";
        var path = "/subjects/"
                + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20") + "/versions";
        var answer =
                call(request(path).header("Content-Type", CONTENT_TYPE).POST(BodyPublishers.ofByteArray(body)), what);
        if (answer.statusCode() == 409 || answer.statusCode() == 422) {
            throw new SchemaFailure.Refused("the registry at " + base + " refuses " + what + ": " + reason(answer)
                    + ". Change the fields so that it fits the earlier schemas, or the subject's compatibility");
        }
        requireOk(answer, what);
        return (int) answer(answer, "id", what).number(1, Integer.MAX_VALUE);
    }

    @Override
    public AvroSchema schema(int id) throws SchemaFailure {
        var what = "the schema with id " + id;
        var answer =
                call(request("/schemas/ids/" + Integer.toUnsignedString(id)).GET(), what);
        if (answer.statusCode() == 404) {
            throw new SchemaFailure.Unknown("the registry at " + base + " has no schema with id "
                    + Integer.toUnsignedString(id) + ": " + reason(answer));
        }
        requireOk(answer, what);
        try {
            return AvroSchema.parse(answer(answer, "schema", what).text());
        } catch (InvalidAvroSchema e) {
            throw new SchemaFailure.Unusable("the registry at " + base + " has, as " + what + ", " + e.getMessage(), e);
        }
    }

    /** Ends open connections. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(access.timeout())
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (access.authorization() != null) {
            request.header("Authorization", access.authorization());
        }
        return request;
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request, String what) throws SchemaFailure {
        try {
            return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        } catch (IOException e) {
            throw new SchemaFailure.Unreachable(
                    "the registry at " + base + " cannot be asked for " + what + ": " + RegistryAnswer.cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaFailure.Unreachable("interrupted while asking the registry at " + base + " for " + what, e);
        }
    }

    private void requireOk(HttpResponse<byte[]> answer, String what) throws SchemaFailure {
        int status = answer.statusCode();
        if (status == 200) {
            return;
        }
        var message = "the registry at " + base + " answers " + status + " to " + what + ": " + reason(answer);
        if (status == 401 || status == 403) {
            throw new SchemaFailure.Unusable(message + ". Check the credentials", null);
        }
        if (status >= 500 || status == 408 || status == 429) {
            throw new SchemaFailure.Unreachable(message, null);
        }
        throw new SchemaFailure.Unusable(message + ". Check the url", null);
    }

    private RegistryAnswer answer(HttpResponse<byte[]> answer, String field, String what) throws SchemaFailure {
        return RegistryAnswer.field(answer.body(), field)
                .orElseThrow(() -> new SchemaFailure.Unusable(
                        "the registry at " + base + " answers to " + what + " without '" + field
                                + "'; is this a registry's url?",
                        null));
    }

    private static String reason(HttpResponse<byte[]> answer) {
        return RegistryAnswer.field(answer.body(), "message")
                .map(RegistryAnswer::text)
                .orElse("no reason given");
    }
}
