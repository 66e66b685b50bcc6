package dev.millrace.processor.pipeline;

/** One thing done with each event. */
public sealed interface Step permits Filter, Route, Window, To {}
