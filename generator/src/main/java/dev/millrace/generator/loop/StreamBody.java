package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the lines of a stream that can be read only once, such as standard input. Lines are kept until the
 * transaction they are in is committed, so that a lost channel loses none and repeats none.
 */
public final class StreamBody implements SourceBody {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_BYTES = 8 << 20;

    private final StreamLines lines;
    private final LineSender sender;
    private final long commitNanos;
    private final List<StreamLine> kept = new ArrayList<>();
    private int keptBytes;
    private long keptFrom = -1;

    /** @param longest bytes of the longest line taken; longer ones are put aside */
    public StreamBody(InputStream stream, LineSender sender, int longest, Duration commitEvery) {
        this.lines = new StreamLines(stream, longest);
        this.sender = sender;
        this.commitNanos = commitEvery.toNanos();
    }

    /** Why reading ended before the end of the stream, if it did. */
    public Optional<Throwable> failure() {
        return lines.failure();
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        lines.start();
        resend(channel);
        try {
            while (!stop.stopped()) {
                gather(channel, stop);
                boolean over = lines.over();
                if (channel.uncommitted() || over) {
                    channel.commit(Map.of(), over);
                    kept.clear();
                    keptBytes = 0;
                    keptFrom = channel.next();
                }
                if (over) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (channel.uncommitted()) {
            channel.commit(Map.of(), false);
        }
    }

    /** Sends what comes until it is time to commit. */
    private void gather(SourceChannel channel, StopSignal stop) throws ChannelLost, InterruptedException {
        long until = System.nanoTime() + commitNanos;
        while (kept.size() < MOST_LINES && keptBytes < MOST_BYTES && !stop.stopped()) {
            long left = until - System.nanoTime();
            var line = left > 0 ? lines.next(left) : null;
            if (line == null) {
                return;
            }
            kept.add(line);
            keptBytes += line.bytes().length;
            send(channel, line);
        }
    }

    /** After a lost channel: sends again what was not committed, if it was not. */
    private void resend(SourceChannel channel) throws ChannelLost {
        if (keptFrom < 0) {
            keptFrom = channel.next();
        }
        if (channel.next() == keptFrom) {
            for (var line : kept) {
                send(channel, line);
            }
        } else {
            kept.clear();
            keptBytes = 0;
            keptFrom = channel.next();
        }
    }

    private void send(SourceChannel channel, StreamLine line) throws ChannelLost {
        if (line.tooLong()) {
            sender.tooLong(channel, line.bytes(), line.length());
        } else {
            sender.line(channel, line.bytes(), 0, line.bytes().length);
        }
    }
}
