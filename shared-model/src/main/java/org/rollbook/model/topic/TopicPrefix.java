package org.rollbook.model.topic;

import java.util.regex.Pattern;

/// The prefix of a site's topic names (`EVENT_BUS_TOPIC_PREFIX`), so that sites can share a
/// cluster. Empty for none.
public record TopicPrefix(String value) {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]*");

  public static final TopicPrefix NONE = new TopicPrefix("");

  public TopicPrefix {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "topic prefix must have only letters, digits and . _ - in it: " + value);
    }
  }

  /// The name on this site, joined as Open edX joins it (`edx_event_bus_kafka/internal/config.py`).
  /// Application and group ids take the prefix in the same way.
  public String join(String name) {
    return value.isEmpty() ? name : value + "-" + name;
  }
}
