package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;

/// Names who may have which partition. Nothing of it is sure, except that whoever is named may be
/// asked.
interface PartitionLocations {

  /// The locations to ask, one after the other. Never empty: if nobody is known, it is one
  /// `Unsettled`. Lazy: a location is looked up only when its turn comes.
  Stream<PartitionLocation> locations(String view, String store, int partition);

  /// Every other known instance, for when none of the locations answered.
  List<HostInfo> others();
}
