package org.rollbook.model;

/// Where an event was first read. It accompanies the event's stamp but is not part of the order,
/// since one event may be on two topics.
public record SourcePosition(String topic, int partition, long offset) {}
