package org.rollbook.model.topic;

import org.rollbook.model.EventStamp;

/// One record of a topic, for its documentation.
///
/// @param cause the event that caused it, which is in its headers
public record TopicExample<K, V>(K key, V value, EventStamp cause) {}
