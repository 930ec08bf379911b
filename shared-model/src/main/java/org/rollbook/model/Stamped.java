package org.rollbook.model;

/// One event as a view receives it: its stamp, where it was read, and its payload.
///
/// @param <E> the payload of events of this kind
public record Stamped<E>(EventStamp stamp, SourcePosition position, E payload) {}
