package org.rollbook.local.settings;

/// What the LMS publishes to.
public enum LocalBus {
  KAFKA,

  /// Redis, from where the bridge publishes to Kafka.
  REDIS
}
