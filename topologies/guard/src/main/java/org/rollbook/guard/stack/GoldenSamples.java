package org.rollbook.guard.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.golden.GoldenMessage;

/// What a view makes of the golden messages that it reads. All are about learner 4242 in
/// `course-v1:edX+DemoX+Demo_Course`.
public interface GoldenSamples extends StackSamples {

  /// The cases that the view reads, in an order in which each changes the row.
  List<String> goldenCases();

  /// The row after some messages, as JSON.
  ///
  /// @param sent the messages so far, at least one
  /// @param stamps of these messages, as JSON
  String goldenRow(List<GoldenMessage> sent, List<JsonNode> stamps);

  /// The content of a message in a history, as JSON.
  String goldenSaid(GoldenMessage message);

  /// The figures of the course, as JSON, after these numbers of messages; at least after all.
  Map<Integer, String> goldenFigures();

  /// Filters of a course's list, such as `mode=verified`, that leave the last row out. The first is
  /// also a filter of a learner's list.
  List<String> filtersAgainstGolden();
}
