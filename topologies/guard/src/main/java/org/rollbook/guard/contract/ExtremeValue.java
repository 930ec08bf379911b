package org.rollbook.guard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A value of a field of an event.
///
/// @param accepted whether an event may have it
record ExtremeValue(Object value, boolean accepted) {

  /// The length of a text in bytes; zero of any other value.
  int length() {
    return value instanceof String text ? text.getBytes(UTF_8).length : 0;
  }
}
