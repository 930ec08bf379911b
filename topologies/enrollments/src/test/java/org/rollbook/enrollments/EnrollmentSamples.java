package org.rollbook.enrollments;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.Enrollment.State;
import org.rollbook.enrollments.topology.EnrollmentsTopology;
import org.rollbook.guard.contract.NamedSums;
import org.rollbook.guard.contract.ServedSamples;
import org.rollbook.guard.stack.GoldenSamples;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.site.CampusView;

/// What the enrollments view gives of itself to the contract of views.
interface EnrollmentSamples
    extends ServedSamples<Enrollment, Stamped<Enrollment>, CourseCounts>, GoldenSamples {

  String COURSE = "course-v1:edX+DemoX+Demo_Course";

  @Override
  default LearnerCourseTopology<Enrollment, Stamped<Enrollment>, CourseCounts> definition() {
    return EnrollmentsTopology.DEFINITION;
  }

  @Override
  default CampusView<?, ?> campus() {
    return CampusView.ENROLLMENTS;
  }

  @Override
  default Stamped<Enrollment> locked() {
    return event(4242, COURSE, "verified", true);
  }

  private static Stamped<Enrollment> event(
      long learner, String course, String mode, boolean active) {
    return new Stamped<>(
        new EventStamp(
            Instant.parse("2026-08-20T12:34:57.123456Z"),
            EnrollmentEvents.CHANGED.type(),
            "67e1bd4a-e742-11f1-a5dc-02fc00000001",
            "openedx/lms/web"),
        new SourcePosition("learning-course-enrollment-lifecycle", 3, 1234),
        Enrollment.of(
            new LearnerId(learner),
            new CourseKey(course),
            mode,
            active,
            Instant.parse("2026-08-20T12:34:56.789012Z")));
  }

  @Override
  default List<EventType> types() {
    return List.of(
        LmsEnrollment.ABSENT.type(),
        LmsEnrollment.READ.type(),
        EnrollmentEvents.CREATED.type(),
        EnrollmentEvents.CHANGED.type(),
        EnrollmentEvents.UNENROLLED.type());
  }

  @Override
  default Enrollment payload(EventType type, LearnerCourse key, int number) {
    if (type.equals(LmsEnrollment.ABSENT.type())) {
      return Enrollment.deleted(key.learner(), key.course());
    }
    boolean known = !type.equals(LmsEnrollment.READ.type()) || number % 3 > 0;
    return new Enrollment(
        key.learner(),
        key.course(),
        Optional.of(
            new State(
                number % 2 == 0 ? "audit" : "verified",
                number % 4 < 2,
                Optional.of(Instant.parse("2026-08-20T12:00:00Z")).filter(_ -> known))));
  }

  @Override
  default Stamped<Enrollment> rowOf(List<Stamped<Enrollment>> events) {
    return events.getLast();
  }

  @Override
  default void assertSum(CourseCounts sum, List<Stamped<Enrollment>> rows) {
    List<State> counted = rows.stream().flatMap(row -> row.payload().state().stream()).toList();
    NamedSums.assertExact(
        counts(sum, ModeCount::total),
        counted.stream().collect(groupingBy(State::mode, counting())));
    NamedSums.assertExact(
        counts(sum, ModeCount::active),
        counted.stream().collect(groupingBy(State::mode, filtering(State::active, counting()))));
    assertThat(sum.latest().orElseThrow().stamp())
        .isEqualByComparingTo(Collections.max(rows.stream().map(Stamped::stamp).toList()));
  }

  private static Map<String, Long> counts(CourseCounts sum, Function<ModeCount, Long> count) {
    return sum.modes().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, mode -> count.apply(mode.getValue())));
  }

  @Override
  default List<Stamped<Enrollment>> received() {
    return List.of(
        locked(),
        event(7, COURSE, "audit", false),
        event(9, COURSE, "audit", true),
        event(4242, "edX/DemoX/2012_Fall", "honor", false));
  }

  @Override
  default Map<String, String> bodies() {
    return Map.of(
        "/v1/learners/4242/enrollments/" + COURSE,
        """
        {"learner_id":4242,"course_key":"course-v1:edX+DemoX+Demo_Course","mode":"verified",\
        "is_active":true,"enrolled_at":"2026-08-20T12:34:56.789012Z",\
        "stamp":{"event_id":"67e1bd4a-e742-11f1-a5dc-02fc00000001",\
        "event_type":"org.openedx.learning.course.enrollment.changed.v1",\
        "event_time":"2026-08-20T12:34:57.123456Z","source":"openedx/lms/web",\
        "topic":"learning-course-enrollment-lifecycle","partition":3,"offset":1234}}\
        """,
        "/v1/courses/" + COURSE + "/enrollment-counts",
        """
        {"course_key":"course-v1:edX+DemoX+Demo_Course","active":2,"total":3,\
        "modes":{"audit":{"active":1,"total":2},"verified":{"active":1,"total":1}}}\
        """);
  }

  @Override
  default Map<String, List<String>> lists() {
    String roster = "/v1/courses/" + COURSE + "/enrollments";
    return Map.of(
        roster,
        List.of("7", "9", "4242"),
        roster + "?is_active=true",
        List.of("9", "4242"),
        roster + "?is_active=false",
        List.of("7"),
        roster + "?mode=audit",
        List.of("7", "9"),
        roster + "?mode=audit&is_active=true",
        List.of("9"),
        roster + "?mode=no-id",
        List.of(),
        "/v1/learners/4242/enrollments",
        List.of(COURSE, "edX/DemoX/2012_Fall"),
        "/v1/learners/4242/enrollments?is_active=True",
        List.of(COURSE));
  }

  @Override
  default String said() {
    return "{\"mode\":\"verified\",\"is_active\":true}";
  }

  @Override
  default String flag() {
    return "is_active";
  }

  @Override
  default Set<String> otherSchemas() {
    return Set.of("ModeCounts");
  }

  @Override
  default List<String> goldenCases() {
    return List.of(
        "enrollment_created",
        "enrollment_changed_mode",
        "enrollment_created_full",
        "unenrollment_completed");
  }

  @Override
  default String goldenRow(List<GoldenMessage> sent, List<JsonNode> stamps) {
    JsonNode payload = sent.getLast().decodedValue().path("enrollment");
    return """
    {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course", "mode": %s,
     "is_active": %s, "enrolled_at": "2026-08-20T12:34:56.789012Z", "stamp": %s}
    """
        .formatted(payload.path("mode"), payload.path("is_active"), stamps.getLast());
  }

  @Override
  default String goldenSaid(GoldenMessage message) {
    JsonNode payload = message.decodedValue().path("enrollment");
    return "{\"mode\": %s, \"is_active\": %s}"
        .formatted(payload.path("mode"), payload.path("is_active"));
  }

  @Override
  default Map<Integer, String> goldenFigures() {
    return Map.of(
        4,
        """
        {"course_key": "course-v1:edX+DemoX+Demo_Course", "active": 0, "total": 1,
         "modes": {"audit": {"active": 0, "total": 1}}}
        """);
  }

  @Override
  default List<String> filtersAgainstGolden() {
    return List.of("is_active=true", "mode=verified");
  }
}
