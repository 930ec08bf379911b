package org.rollbook.runtime.query;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;

/// Who may have what. Nothing of it is sure, except that whoever is named may be asked.
interface Places {

  /// Who is to be asked, one after the other. Never nobody; nobody known is one `Unsettled`.
  /// Whoever is not come to is not looked for.
  Stream<Place> places(String view, String store, int partition);

  /// Every other instance that was heard of, for when none of the places answered.
  List<HostInfo> others();
}
