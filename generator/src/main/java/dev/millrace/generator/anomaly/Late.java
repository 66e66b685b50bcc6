package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Share;

/** Events that come long after their time. */
public record Late(
        @Doc("How many of all events.") Share share,

        @Doc("How long after their time they are sent: a time, or {least: 5s, most: 2m}.")
        Delay by) {}
