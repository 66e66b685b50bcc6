package dev.millrace.gateway.body;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.settings.Durations;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * Reads bodies into memory, no more than may be and no longer than they may take. Memory is taken as the bytes
 * come, so that a sender that announces much and sends little holds little. Thread-safe.
 */
public final class BodyReader {
    private final GatewayLimits limits;
    private final BodyMemory memory;
    private final LongSupplier ticker;

    /**
     * @param limits how large a body may be and how long it may take
     * @param memory what all bodies share
     * @param ticker nanoseconds since some moment, such as {@link System#nanoTime()}
     */
    public BodyReader(GatewayLimits limits, BodyMemory memory, LongSupplier ticker) {
        this.limits = limits;
        this.memory = memory;
        this.ticker = ticker;
    }

    /**
     * Reads the whole body and checks that it is UTF-8. A byte order mark is left out.
     *
     * @throws dev.millrace.gateway.problem.ProblemException if it is too large, too slow, cut short, compressed
     *     or not UTF-8
     */
    public Body read(HttpServletRequest request) {
        refuseCompressed(request);
        long announced = request.getContentLengthLong();
        if (announced > limits.body().bytes()) {
            throw BodyBuffer.tooLarge(limits.body());
        }
        var share = memory.share();
        try {
            return read(request.getInputStream(), (int) announced, share);
        } catch (SocketTimeoutException e) {
            share.close();
            throw tooSlow();
        } catch (IOException e) {
            share.close();
            throw malformed("the body ended early or is not framed as HTTP wants it")
                    .toException();
        } catch (RuntimeException | Error e) {
            share.close();
            throw e;
        }
    }

    private Body read(InputStream in, int announced, BodyMemory.Share share) throws IOException {
        long deadline = ticker.getAsLong() + limits.bodyTime().toNanos();
        var buffer = new BodyBuffer(announced, limits.body(), share);
        while (buffer.readFrom(in)) {
            if (ticker.getAsLong() - deadline > 0) {
                throw tooSlow();
            }
        }
        var bytes = buffer.bytes();
        int mark = Utf8.byteOrderMark(bytes, buffer.length());
        int length = buffer.length() - mark;
        int wrong = Utf8.firstInvalid(bytes, mark, length);
        if (wrong >= 0) {
            throw malformed("the body is not UTF-8 text: byte " + wrong + " cannot stand there")
                    .toException();
        }
        return new Body(bytes, mark, length, share);
    }

    private static void refuseCompressed(HttpServletRequest request) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Encoding '" + encoding + "' is not taken here; send the body as it is")
                    .withHeader("Accept-Encoding", "identity")
                    .toException();
        }
    }

    private RuntimeException tooSlow() {
        return Problem.of(
                        ProblemType.BODY_TIMEOUT,
                        "the body did not arrive within " + Durations.format(limits.bodyTime())
                                + "; nothing of it was kept")
                .withHeader("Connection", "close")
                .toException();
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_BODY, detail);
    }
}
