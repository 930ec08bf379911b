package org.rollbook.model;

/// Where an event was first read: told beside its stamp, and outside the order, since one event may
/// be on two topics.
public record SourcePosition(String topic, int partition, long offset) {}
