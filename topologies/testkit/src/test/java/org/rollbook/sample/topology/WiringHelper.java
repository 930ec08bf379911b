package org.rollbook.sample.topology;

import java.time.Instant;
import org.rollbook.other.Row;

/// Breaks: a meaningless name, another view's row, the time of the machine, an exit.
interface WiringHelper {

  Row row();

  default Instant giveUp() {
    System.exit(1);
    return Instant.now();
  }
}
