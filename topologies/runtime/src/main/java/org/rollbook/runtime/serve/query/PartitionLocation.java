package org.rollbook.runtime.serve.query;

import org.apache.kafka.streams.state.HostInfo;

/// Where a replica of a partition may be.
public sealed interface PartitionLocation {

  /// This instance.
  record Here() implements PartitionLocation {}

  /// Another instance.
  record There(HostInfo host) implements PartitionLocation {}

  /// Nobody is known to have one, for now.
  record Unsettled(String why) implements PartitionLocation {}
}
