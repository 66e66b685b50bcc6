package dev.millrace.embedded.testing;

/** A database that one test has for itself. */
public record TestDatabase(String jdbcUrl, String user, String password) {}
