package org.rollbook.guard.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.EventType;

/// What a view gives of the fields that only its events have.
///
/// The rule of what is accepted is stated here a second time, independently of the event readers.
public interface ExtremeSamples<E, R, A> extends ViewSamples<E, R, A> {

  /// The fields of a type, besides id, time, source, learner and course, with values at and beyond
  /// their bounds.
  List<ExtremeField> fields(EventType type);

  /// The types of events of which each value of each field is tried alone, in a running instance.
  /// The campus emits them.
  List<EventType> typesTriedAlone();

  /// Writes the fields into an event, which has either the reader's schema or the LMS's.
  void write(ExtremeEvent event, GenericRecord record);

  /// The payload of an accepted event, by the meaning of its fields.
  E payload(ExtremeEvent event);

  /// Puts what is served of the fields of an accepted event that is alone about its row.
  void putServed(ExtremeEvent event, ObjectNode row);

  /// The text by which a course's rows are counted.
  CountedText countedText();

  /// The text by which a course's rows are counted, and where the figures have it.
  ///
  /// @param field of the event
  /// @param longest how many characters it may have
  /// @param total the JSON pointer of the number of all rows
  /// @param counts of the counts by text
  /// @param rest of the count of all texts that have no name
  record CountedText(String field, int longest, String total, String counts, String rest) {}
}
