package dev.millrace.generator.batch;

import java.time.Duration;

/**
 * What holds for requests.
 *
 * @param request              no further batch joins a request of that many bytes
 * @param requestTimeoutMillis how long an answer may take
 * @param delivery             how long a batch may take from its first record until it is sent
 */
record SendingLimits(int request, int requestTimeoutMillis, Duration delivery) {}
