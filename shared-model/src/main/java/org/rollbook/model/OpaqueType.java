package org.rollbook.model;

/// A type of events that this release does not read. It has a precedence like any other type.
public record OpaqueType(String wireName) implements StampType {}
