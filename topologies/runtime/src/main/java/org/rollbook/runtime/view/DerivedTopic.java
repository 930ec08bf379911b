package org.rollbook.runtime.view;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/// A derived topic as a view writes it.
///
/// @param topic the full name
/// @param firstPart of a key, which decides the partition
public record DerivedTopic<K, V>(
    String topic, Serde<K> keys, Serde<V> values, Function<K, byte[]> firstPart) {}
