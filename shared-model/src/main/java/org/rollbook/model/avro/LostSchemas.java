package org.rollbook.model.avro;

import java.util.List;

/// The schema ids that an operator declared lost: the registry will never have them again.
public record LostSchemas(List<Range> ranges) {

  public static final LostSchemas NONE = new LostSchemas(List.of());

  public LostSchemas {
    ranges = List.copyOf(ranges);
  }

  /// Ids from one to another, both included.
  public record Range(int first, int last) {

    public Range {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("no range of ids: " + first + "-" + last);
      }
    }
  }

  public boolean contains(int id) {
    // Called for each message.
    for (Range range : ranges) {
      if (range.first() <= id && id <= range.last()) {
        return true;
      }
    }
    return false;
  }
}
