package org.rollbook.model;

/// A type of events that this release does not read. It takes its place in the order like any
/// other.
public record OpaqueType(String wireName) implements StampType {}
