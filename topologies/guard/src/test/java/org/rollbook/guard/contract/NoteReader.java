package org.rollbook.guard.contract;

import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.ingest.EventReader;

/// Reads the mode of an enrollment event as a note.
///
/// @param longest how many characters it may have
record NoteReader(EventContract contract, int longest) implements EventReader<Note> {

  @Override
  public Note read(GenericRecord event) throws Rejection {
    var enrollment = (GenericRecord) event.get("enrollment");
    var user = (GenericRecord) enrollment.get("user");
    var course = (GenericRecord) enrollment.get("course");
    return new Note(
        new LearnerCourse(
            EventFields.learner((long) user.get("id"), "id"),
            EventFields.course(course.get("course_key").toString(), "course_key")),
        EventFields.text(enrollment.get("mode").toString(), longest, "mode"));
  }
}
