package org.rollbook.grades.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.model.EventType;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.testkit.campus.LmsEventType;

/// Fields of events about grades, at and beyond their bounds.
///
/// The rule of what is accepted is implemented a second time, independently of the event reader.
public final class ExtremeGrades {

  private static final String ASTRAL = "\uD835\uDCB3";

  private ExtremeGrades() {}

  /// A value of a field.
  ///
  /// @param accepted whether an event may have it
  public record Value<T>(T value, boolean accepted) {

    public static <T> Value<T> good(T value) {
      return new Value<>(value, true);
    }

    private static <T> Value<T> bad(T value) {
      return new Value<>(value, false);
    }
  }

  public static final List<Value<Long>> LEARNERS =
      List.of(
          Value.good(1L),
          Value.good(2L),
          Value.good(Long.MAX_VALUE),
          Value.bad(0L),
          Value.bad(Long.MIN_VALUE));

  public static final List<Value<String>> COURSES =
      List.of(
          Value.good("course-v1:edX+DemoX+Demo_Course"),
          Value.good("edX/DemoX/2012_Fall"),
          Value.good("course-v1:" + ASTRAL.repeat(80) + "+" + ASTRAL.repeat(80) + "+\u5B66"),
          Value.bad("course-v1:a+b+c\u0000"),
          Value.bad(""));

  public static final List<Value<Double>> PERCENTS =
      List.of(
          Value.good(0.0),
          Value.good(-0.0),
          Value.good(0.1),
          Value.good(0.7),
          Value.good(1.0),
          Value.good(Math.nextDown(1.0)),
          Value.good(Double.MIN_VALUE),
          Value.good(Double.MAX_VALUE),
          Value.bad(-Double.MIN_VALUE),
          Value.bad(Double.NaN),
          Value.bad(Double.POSITIVE_INFINITY),
          Value.bad(Double.NEGATIVE_INFINITY));

  /// Letters, policies and versions alike.
  public static final List<Value<String>> TEXTS =
      List.of(
          Value.good(""),
          Value.good("Pass"),
          Value.good("A"),
          Value.good("(other)"),
          Value.good("\u0000"),
          Value.good("\"\\\n\u2028\uFFFF"),
          Value.good("\u5B66".repeat(255)),
          Value.good(ASTRAL.repeat(127)),
          Value.bad("A".repeat(256)),
          Value.bad("A".repeat(16 << 10)));

  /// Half of a surrogate pair: only JSON can write it.
  public static final Value<String> HALF = Value.bad("\uD835");

  public static final List<Value<String>> PASSED =
      List.of(
          Value.good("2026-08-20T12:34:56.789012+00:00"),
          Value.good("0001-01-01T00:00:00Z"),
          Value.good("9999-12-31T23:59:59.999999Z"),
          Value.bad("0001-01-01T00:00:00+05:30"),
          Value.bad("9999-12-31T23:59:59-00:01"),
          Value.bad("None"));

  public static final List<Value<String>> TIMES =
      List.of(
          Value.good("2026-08-20T12:00:00Z"),
          Value.good("2026-08-20T12:00:00.000001Z"),
          Value.good("2000-01-01T00:00:00Z"),
          Value.bad("1999-12-31T23:59:59.999999Z"),
          Value.bad("0001-01-01T00:00:00Z"));

  public static final List<Value<String>> IDS =
      List.of(
          Value.good("a"),
          Value.good("\u0000"),
          Value.good("\u5B66".repeat(255)),
          Value.bad("i".repeat(256)));

  public static final List<EventType> TYPES =
      List.of(
          GradeEvents.PASSING_STATUS.type(),
          GradeEvents.CCX_PASSING_STATUS.type(),
          GradeEvents.TRACKING.type(),
          GradeEvents.SUMMARY.type());

  /// The types that carry a whole calculation.
  public static final List<EventType> CALCULATED = TYPES.subList(2, 4);

  /// An event before it is read. Not every type has every field.
  public record Event(
      EventType type,
      Value<String> id,
      Value<String> time,
      Value<Long> learner,
      Value<String> course,
      Value<Double> percent,
      Value<String> letter,
      Value<String> policy,
      Value<String> version,
      Value<String> passedAt,
      boolean passing) {

    public boolean hasCalculation() {
      return type.equals(GradeEvents.TRACKING.type()) || hasPassedAt();
    }

    public boolean hasPassedAt() {
      return type.equals(GradeEvents.SUMMARY.type());
    }

    public boolean claimsPassing() {
      return hasCalculation() ? !letter.value().isEmpty() : passing;
    }

    public boolean accepted() {
      boolean calculation =
          percent.accepted() && letter.accepted() && policy.accepted() && version.accepted();
      return id.accepted()
          && time.accepted()
          && learner.accepted()
          && course.accepted()
          && (!hasCalculation() || calculation)
          && (!hasPassedAt() || passedAt.accepted());
    }

    public Event withType(EventType other) {
      return new Event(
          other, id, time, learner, course, percent, letter, policy, version, passedAt, passing);
    }

    public Event withId(Value<String> other) {
      return new Event(
          type, other, time, learner, course, percent, letter, policy, version, passedAt, passing);
    }

    public Event withTime(Value<String> other) {
      return new Event(
          type, id, other, learner, course, percent, letter, policy, version, passedAt, passing);
    }

    public Event withLearner(Value<Long> other) {
      return new Event(
          type, id, time, other, course, percent, letter, policy, version, passedAt, passing);
    }

    public Event withCourse(Value<String> other) {
      return new Event(
          type, id, time, learner, other, percent, letter, policy, version, passedAt, passing);
    }

    public Event withPercent(Value<Double> other) {
      return new Event(
          type, id, time, learner, course, other, letter, policy, version, passedAt, passing);
    }

    public Event withLetter(Value<String> other) {
      return new Event(
          type, id, time, learner, course, percent, other, policy, version, passedAt, passing);
    }

    public Event withPolicy(Value<String> other) {
      return new Event(
          type, id, time, learner, course, percent, letter, other, version, passedAt, passing);
    }

    public Event withVersion(Value<String> other) {
      return new Event(
          type, id, time, learner, course, percent, letter, policy, other, passedAt, passing);
    }

    public Event withPassedAt(Value<String> other) {
      return new Event(
          type, id, time, learner, course, percent, letter, policy, version, other, passing);
    }

    Instant eventTime() {
      return Instant.parse(time.value());
    }

    Headers headers() {
      return new RecordHeaders()
          .add("ce_type", type.wireName().getBytes(UTF_8))
          .add("ce_id", id.value().getBytes(UTF_8))
          .add("ce_time", time.value().getBytes(UTF_8));
    }

    /// The event as the reader of its type gets it.
    GenericRecord record() {
      return switch (LmsEventType.of(type)) {
        case COURSE_PASSING_STATUS_UPDATED ->
            status(GradeEvents.PASSING_STATUS.schema(), "course_key");
        case CCX_PASSING_STATUS_UPDATED ->
            status(GradeEvents.CCX_PASSING_STATUS.schema(), "ccx_course_key");
        case TRACKING_EVENT_EMITTED -> tracking();
        case PERSISTENT_GRADE_SUMMARY_CHANGED -> summary();
        case ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED ->
            throw new AssertionError("not about a grade: " + type);
      };
    }

    private GenericRecord summary() {
      Schema grade = GradeEvents.SUMMARY.schema().getField("grade").schema();
      return of(
          GradeEvents.SUMMARY.schema(),
          Map.of(
              "grade",
              of(
                  grade,
                  Map.of(
                      "user_id",
                      learner.value(),
                      "course",
                      of(grade.getField("course").schema(), Map.of("course_key", course.value())),
                      "course_version",
                      version.value(),
                      "grading_policy_hash",
                      policy.value(),
                      "percent_grade",
                      percent.value(),
                      "letter_grade",
                      letter.value(),
                      "passed_timestamp",
                      passedAt.value()))));
    }

    private GenericRecord status(Schema schema, String courseField) {
      Schema status = schema.getField("course_passing_status").schema();
      return of(
          schema,
          Map.of(
              "course_passing_status",
              of(
                  status,
                  Map.of(
                      "is_passing",
                      passing,
                      "course",
                      of(status.getField("course").schema(), Map.of(courseField, course.value())),
                      "user",
                      of(status.getField("user").schema(), Map.of("id", learner.value()))))));
    }

    private GenericRecord tracking() {
      Schema log = GradeEvents.TRACKING.schema().getField("tracking_log").schema();
      return of(
          GradeEvents.TRACKING.schema(),
          Map.of(
              "tracking_log",
              of(log, Map.of("name", GradeEvents.GRADE_CALCULATED, "data", trackingData()))));
    }

    /// The data as Python writes them.
    public String trackingData() {
      return """
      {"user_id": "%d", "course_id": %s, "percent_grade": %s, "letter_grade": %s,\
       "grading_policy_hash": %s, "course_version": %s}\
      """
          .formatted(
              learner.value(),
              json(course.value()),
              percent.value(),
              json(letter.value()),
              json(policy.value()),
              json(version.value()));
    }
  }

  /// The text as JSON in ASCII, with every other character escaped.
  private static String json(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
        json.append(c);
      } else {
        json.append("\\u%04x".formatted((int) c));
      }
    }
    return json.append('"').toString();
  }

  private static GenericRecord of(Schema schema, Map<String, Object> fields) {
    var record = new GenericData.Record(schema);
    fields.forEach(record::put);
    return record;
  }

  /// A random event; nine fields in ten have an accepted value.
  public static Event any(Random random) {
    EventType type = TYPES.get(random.nextInt(TYPES.size()));
    boolean half = type.equals(GradeEvents.TRACKING.type()) && random.nextInt(20) == 0;
    return new Event(
        type,
        any(IDS, random),
        any(TIMES, random),
        any(LEARNERS, random),
        any(COURSES, random),
        any(PERCENTS, random),
        half ? HALF : any(TEXTS, random),
        any(TEXTS, random),
        any(TEXTS, random),
        any(PASSED, random),
        random.nextBoolean());
  }

  /// A summary with ordinary values.
  public static Event plain(String id, long learner, String letter) {
    return new Event(
        GradeEvents.SUMMARY.type(),
        Value.good(id),
        TIMES.getFirst(),
        Value.good(learner),
        COURSES.getFirst(),
        Value.good(0.7),
        Value.good(letter),
        TEXTS.get(1),
        TEXTS.get(1),
        PASSED.getFirst(),
        true);
  }

  /// Each value of each field once, in an event of its own learner with otherwise ordinary values,
  /// as summary and as tracking event.
  public static List<Event> eachAlone() {
    List<Event> events = new ArrayList<>();
    for (EventType type : CALCULATED) {
      IDS.forEach(id -> add(events, type, plain -> plain.withId(id)));
      TIMES.forEach(time -> add(events, type, plain -> plain.withTime(time)));
      COURSES.forEach(course -> add(events, type, plain -> plain.withCourse(course)));
      PERCENTS.forEach(percent -> add(events, type, plain -> plain.withPercent(percent)));
      TEXTS.forEach(text -> add(events, type, plain -> plain.withLetter(text)));
      TEXTS.forEach(text -> add(events, type, plain -> plain.withPolicy(text)));
      TEXTS.forEach(text -> add(events, type, plain -> plain.withVersion(text)));
      LEARNERS.forEach(
          learner ->
              add(
                  events,
                  type,
                  plain -> plain.withLearner(learner).withCourse(Value.good("edX/By/" + type))));
    }
    PASSED.forEach(time -> add(events, TYPES.getLast(), plain -> plain.withPassedAt(time)));
    add(events, CALCULATED.getFirst(), plain -> plain.withLetter(HALF));
    return List.copyOf(events);
  }

  private static void add(List<Event> events, EventType type, UnaryOperator<Event> change) {
    long learner = 100L + events.size();
    events.add(change.apply(plain("id-" + learner, learner, "Pass").withType(type)));
  }

  private static <T> Value<T> any(List<Value<T>> values, Random random) {
    boolean accepted = random.nextInt(10) > 0;
    List<Value<T>> choice = values.stream().filter(value -> value.accepted() == accepted).toList();
    return choice.get(random.nextInt(choice.size()));
  }
}
