package dev.millrace.app.cli;

import dev.millrace.app.instance.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running program through its gateway. */
final class GatewayClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The variable that holds the key to a gateway that asks for one. */
    private static final String KEY = "MILLRACE_API_KEY";

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    GatewayClient(Instance instance) {
        var address = instance.addresses().get("gateway");
        if (address == null) {
            throw CommandFailed.unreachable("The Millrace with process id " + instance.pid()
                    + (instance.ready()
                            ? " has no gateway: ask an instance with the role 'gateway'."
                            : " is still starting; try again."));
        }
        this.base = URI.create(address + "/api/v1/");
    }

    JsonNode get(String path, Duration patience) {
        return send(request(path, patience).GET().build());
    }

    JsonNode post(String path, Object body, Duration patience) {
        return send(request(path, patience)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
    }

    JsonNode delete(String path, Duration patience) {
        return send(request(path, patience).DELETE().build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(patience).header("accept", "application/json");
        // Not an option: other accounts of the machine can read a process's arguments.
        Optional.ofNullable(System.getenv(KEY))
                .filter(key -> !key.isBlank())
                .ifPresent(key -> request.header("authorization", "Bearer " + key.strip()));
        return request;
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var body = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw failure(response.statusCode(), body);
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.interrupted("Interrupted while waiting for the gateway.");
        } catch (IOException e) {
            throw CommandFailed.unreachable("The gateway at " + base + " does not answer: " + e);
        } catch (JacksonException e) {
            throw CommandFailed.unreachable(
                    "What answers at " + base + " is no Millrace gateway: " + e.getOriginalMessage());
        }
    }

    private static CommandFailed failure(int status, JsonNode problem) {
        var detail = problem.path("detail").asString(problem.path("title").asString("HTTP status " + status));
        return switch (status) {
            case 401, 403 -> CommandFailed.usage(detail + " Put the key into the variable " + KEY + ".");
            case 400, 404, 409, 422 -> CommandFailed.usage(detail);
            default -> CommandFailed.unreachable(detail);
        };
    }
}
