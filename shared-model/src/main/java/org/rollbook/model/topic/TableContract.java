package org.rollbook.model.topic;

import java.util.List;

/// The table of the LMS that the rows of a topology are compared with.
///
/// @param name as the database has it
/// @param readings one for each type of readings of it
public record TableContract(String name, List<EventContract> readings) {

  public TableContract {
    readings = List.copyOf(readings);
  }
}
