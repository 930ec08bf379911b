package org.rollbook.runtime.settings;

/// What Open edX's producers write to.
public enum EventBus {
  /// Not stated: Redis if a bridge has ever published a stream that is read here, else Kafka.
  FOUND,
  /// Kafka, whatever a bridge may once have written.
  KAFKA,
  /// Redis: nothing is known before the bridge has published.
  REDIS
}
