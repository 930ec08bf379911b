package org.rollbook.sample.topology;

import java.time.Instant;
import org.rollbook.other.Row;
import org.rollbook.sample.api.Route;

/// Breaks: a name that says nothing, another view's row, the API, the time of the machine, an exit.
interface WiringHelper {

  Row row();

  Route route();

  default Instant giveUp() {
    System.exit(1);
    return Instant.now();
  }
}
