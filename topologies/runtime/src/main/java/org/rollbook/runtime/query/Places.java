package org.rollbook.runtime.query;

import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/// Who may have what. Nothing of it is sure, except that whoever is named may be asked.
interface Places {

  /// Who is to be asked, one after the other. Never nobody; nobody known is one `Unsettled`.
  List<Place> places(String view, String store, int partition);

  /// Every other instance that was heard of, for when none of the places answered.
  List<HostInfo> others();
}
