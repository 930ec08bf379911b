package org.rollbook.model.openedx;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.grades.GradeEvents;

final class GradeEventsTest {

  @Test
  void shouldReadMessagesOfTheRealProducerWithoutPersonalData() throws DecodeException {
    assertThat(read("grade_passed", GradeEvents.SUMMARY.schema()))
        .hasToString(
            "{\"grade\": {\"user_id\": 4242, \"course\": {\"course_key\":"
                + " \"course-v1:edX+DemoX+Demo_Course\"}, \"course_version\": \"65f1c0\","
                + " \"grading_policy_hash\": \"rJvDpUYEXMVQKjJ9VXLgjqCE2HM=\", \"percent_grade\":"
                + " 0.83, \"letter_grade\": \"Pass\", \"passed_timestamp\":"
                + " \"2026-08-20T12:34:56.789012+00:00\"}}");
    assertThat(read("passing_status", GradeEvents.PASSING_STATUS.schema()))
        .hasToString(
            "{\"course_passing_status\": {\"is_passing\": true, \"course\": {\"course_key\":"
                + " \"course-v1:edX+DemoX+Demo_Course\"}, \"user\": {\"id\": 4242}}}");
    var tracking =
        (GenericRecord)
            read("tracking_course_grade_calculated", GradeEvents.TRACKING.schema())
                .get("tracking_log");
    assertThat(tracking.get("name")).isEqualTo(GradeEvents.GRADE_CALCULATED);
    assertThat(tracking.get("data").toString()).contains("\"percent_grade\": 0.31");
    assertThat(tracking.toString()).doesNotContain("bob");
  }

  private static GenericRecord read(String name, Schema reader) throws DecodeException {
    Golden golden = Golden.message(name);
    ConfluentFraming.Framed framed = ConfluentFraming.parse(golden.value()).orElseThrow();
    return new NarrowReader(reader).read(golden.valueSchema(), framed.avro());
  }
}
