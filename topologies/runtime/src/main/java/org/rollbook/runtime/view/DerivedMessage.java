package org.rollbook.runtime.view;

import org.apache.kafka.common.header.Headers;

/// A record of a derived topic, before it is bytes.
public record DerivedMessage<K, V>(K key, V value, Headers headers) {}
