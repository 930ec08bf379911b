package org.rollbook.model;

/// One event as a view hears it: its stamp, where it was read, and what it said.
///
/// @param <E> what events of this kind say
public record Heard<E>(EventStamp stamp, SourcePosition position, E said) {}
