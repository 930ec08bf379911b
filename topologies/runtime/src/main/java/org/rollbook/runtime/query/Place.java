package org.rollbook.runtime.query;

import org.apache.kafka.streams.state.HostInfo;

/// Who may have a copy of a partition.
public sealed interface Place {

  /// This instance.
  record Here() implements Place {}

  /// Another instance.
  record There(HostInfo host) implements Place {}

  /// Nobody known, for now.
  record Unsettled(String why) implements Place {}
}
