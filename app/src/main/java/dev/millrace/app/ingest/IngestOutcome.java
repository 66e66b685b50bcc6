package dev.millrace.app.ingest;

import java.util.Optional;

/**
 * What became of the lines.
 *
 * @param run          the run their events belong to
 * @param lines        how many are stored, dead letters among them
 * @param deadLettered how many of those are on the dead-letter topic
 * @param failure      why it ended before the last line, if it did
 */
public record IngestOutcome(String run, long lines, long deadLettered, Optional<String> failure) {}
