package dev.millrace.flow.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.flow.limit.LeaseReply;
import dev.millrace.flow.limit.LeaseRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The script that Redis runs for a lease.
 *
 * @param text its source
 * @param sha  the name that Redis knows it by once it has seen it
 */
record LeaseScript(String text, String sha) {
    private static final int ANSWERS = 8;

    static LeaseScript load() {
        try (var resource = LeaseScript.class.getResourceAsStream("lease.lua")) {
            if (resource == null) {
                throw new IllegalStateException("lease.lua is not on the class path");
            }
            var bytes = resource.readAllBytes();
            var sha =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
            return new LeaseScript(new String(bytes, UTF_8), sha);
        } catch (IOException e) {
            throw new UncheckedIOException("lease.lua cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** The arguments, in the script's order. */
    static String[] arguments(LeaseRequest request) {
        var arguments = new ArrayList<String>();
        arguments.add(request.instance());
        for (long number : new long[] {
            request.permits(),
            request.windowMicros(),
            request.leadMicros(),
            request.lifeMicros(),
            request.want(),
            request.demand(),
            request.activeMicros(),
            request.leaving() ? 1 : 0
        }) {
            arguments.add(Long.toString(number));
        }
        arguments.add(Integer.toString(request.returned().size()));
        for (var lease : request.returned()) {
            arguments.add(Long.toString(lease.lease()));
            arguments.add(Long.toString(lease.granted()));
            arguments.add(Long.toString(lease.spent()));
        }
        for (var spent : request.spent()) {
            arguments.add(Long.toString(spent.ageMicros()));
            arguments.add(Long.toString(spent.count()));
        }
        return arguments.toArray(String[]::new);
    }

    /** What the script gave. */
    static LeaseReply reply(List<?> answers) {
        if (answers.size() != ANSWERS) {
            throw new IllegalStateException("the lease script answered with " + answers);
        }
        long[] numbers = answers.stream().mapToLong(answer -> (Long) answer).toArray();
        return new LeaseReply(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }
}
