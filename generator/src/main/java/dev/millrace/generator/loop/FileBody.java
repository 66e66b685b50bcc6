package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.file.FileSettings;
import dev.millrace.generator.file.FollowedFile;
import dev.millrace.generator.file.LineSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the lines of a file as it grows. The place reached is committed with the events, so that reading goes on
 * at exactly the next line, whatever happened in between.
 */
public final class FileBody implements SourceBody {
    private static final Logger log = LoggerFactory.getLogger(FileBody.class);
    private static final int MOST_LINES = 2_000;
    private static final String PATH = "path";
    private static final String FOLLOW = "follow";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileSettings settings;
    private final LineSender sender;
    private final long commitNanos;
    private volatile Optional<String> trouble = Optional.empty();

    public FileBody(FileSettings settings, LineSender sender, Duration commitEvery) {
        this.settings = settings;
        this.sender = sender;
        this.commitNanos = commitEvery.toNanos();
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        try (var file = open(channel)) {
            long transactionStart = System.nanoTime();
            while (!stop.stopped() && !file.exhausted()) {
                int lines = poll(file, channel);
                channel.missed(file.gaps());
                boolean due = System.nanoTime() - transactionStart >= commitNanos;
                if (channel.uncommitted() ? due || lines == 0 : isNewPlace(file, channel)) {
                    channel.commit(place(file), file.exhausted());
                }
                if (!channel.uncommitted()) {
                    if (lines == 0) {
                        stop.sleep(PAUSE);
                    }
                    transactionStart = System.nanoTime();
                }
            }
            if (channel.uncommitted() || file.exhausted()) {
                channel.commit(place(file), file.exhausted());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    /** A file that was read to its end is over, but not for one that is told to read another, or to follow it. */
    @Override
    public boolean goesOnAfter(Map<String, String> position) {
        var path = position.get(PATH);
        return path != null
                && !(path.equals(settings.path().toString())
                        && String.valueOf(settings.follow()).equals(position.get(FOLLOW)));
    }

    private FollowedFile open(SourceChannel channel) throws IOException {
        var file = FollowedFile.open(settings, inFile(channel.position()));
        if (channel.ended() && file.gaps() > 0) {
            // The file that was read to its end is not there: this is another, and nothing of either is missing.
            file.close();
            return FollowedFile.open(settings, Map.of());
        }
        return file;
    }

    /** The place reached, with what was to be read there. */
    private Map<String, String> place(FollowedFile file) {
        var place = new HashMap<>(file.position());
        if (!place.isEmpty()) {
            place.put(PATH, settings.path().toString());
            place.put(FOLLOW, String.valueOf(settings.follow()));
        }
        return place;
    }

    private static Map<String, String> inFile(Map<String, String> place) {
        var position = new HashMap<>(place);
        position.remove(PATH);
        position.remove(FOLLOW);
        return position;
    }

    /** The first place is kept before a line came: for who starts at the end, it says what is new. */
    private static boolean isNewPlace(FollowedFile file, SourceChannel channel) {
        return (channel.position().isEmpty() || channel.ended())
                && !file.position().isEmpty();
    }

    /** Reads some lines; a file that cannot be read now is tried again later. */
    private int poll(FollowedFile file, SourceChannel channel) throws ChannelLost {
        var sink = new ChannelSink(channel);
        try {
            int lines = file.poll(sink, MOST_LINES);
            trouble = file.isEmpty() ? Optional.empty() : file.trouble();
            return lines;
        } catch (LineNotSent e) {
            throw e.lost();
        } catch (IOException e) {
            if (trouble.isEmpty()) {
                log.warn("A file cannot be read and is tried again: path={} reason={}", settings.path(), e.toString());
            }
            trouble = Optional.of(e.toString());
            return 0;
        }
    }

    /** Hands lines to the channel. */
    private final class ChannelSink implements LineSink {
        private final SourceChannel channel;

        ChannelSink(SourceChannel channel) {
            this.channel = channel;
        }

        @Override
        public void line(byte[] bytes, int offset, int length) {
            try {
                sender.line(channel, bytes, offset, length);
            } catch (ChannelLost e) {
                throw new LineNotSent(e);
            }
        }

        @Override
        public void tooLong(byte[] head, long length) {
            try {
                sender.tooLong(channel, head, length);
            } catch (ChannelLost e) {
                throw new LineNotSent(e);
            }
        }
    }

    /** Carries a lost channel out through the reader of the file, which knows nothing of channels. */
    private static final class LineNotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final ChannelLost lost;

        LineNotSent(ChannelLost lost) {
            super(lost);
            this.lost = lost;
        }

        ChannelLost lost() {
            return lost;
        }
    }
}
