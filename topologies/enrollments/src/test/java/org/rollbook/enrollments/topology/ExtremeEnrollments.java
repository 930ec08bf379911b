package org.rollbook.enrollments.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.rollbook.model.EventType;
import org.rollbook.model.enrollments.EnrollmentEvents;

/// Fields of enrollment events at and beyond their bounds.
///
/// The rule of what is accepted is implemented a second time, independently of the event reader.
public final class ExtremeEnrollments {

  private static final String ASTRAL = "\uD835\uDCB3";

  private ExtremeEnrollments() {}

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
          Value.bad(-1L),
          Value.bad(Long.MIN_VALUE));

  public static final List<Value<String>> COURSES =
      List.of(
          Value.good("course-v1:edX+DemoX+Demo_Course"),
          Value.good("edX/DemoX/2012_Fall"),
          Value.good("edX/DemoX/100%_2012"),
          Value.good("ccx-v1:edX+DemoX+1+ccx@99999999999999999999"),
          Value.good("course-v1:" + ASTRAL.repeat(81) + "+" + ASTRAL.repeat(81) + "+\u5B66~.:-_1"),
          Value.good("course-v1:a+b+" + "c".repeat(241)),
          Value.bad("course-v1:a+b+" + "c".repeat(242)),
          Value.bad("course-v1:a+b+c\u0000"),
          Value.bad("course-v1:a+b+c\n"),
          Value.bad("course-v1:a+b"),
          Value.bad(""));

  public static final List<Value<String>> MODES =
      List.of(
          Value.good("audit"),
          Value.good("m"),
          Value.good("\u0000"),
          Value.good("(other)"),
          Value.good(" a\r\n\"\\'\u2028\uFFFF"),
          Value.good("e\u0301\u202E\uFFFD"),
          Value.good("\u5B66".repeat(100)),
          Value.good(ASTRAL.repeat(50)),
          Value.bad("m".repeat(101)),
          Value.bad("m".repeat(16 << 10)),
          Value.bad(""));

  public static final List<Value<String>> CREATION_DATES =
      List.of(
          Value.good("2026-08-20T12:34:56.789012+00:00"),
          Value.good("0001-01-01T00:00:00"),
          Value.good("0001-01-01T05:30:00+05:30"),
          Value.good("1969-12-31T23:59:59.999999Z"),
          Value.good("9999-12-31T23:59:59.999999Z"),
          Value.good("9999-12-31T23:59:59.999999999-00:00"),
          Value.bad("0001-01-01T00:00:00+05:30"),
          Value.bad("0000-12-31T23:59:59Z"),
          Value.bad("9999-12-31T23:59:59-00:01"),
          Value.bad("+10000-01-01T00:00:00Z"),
          Value.bad("9".repeat(16 << 10)),
          Value.bad(""));

  public static final List<Value<String>> TIMES =
      List.of(
          Value.good("2026-08-20T12:00:00+00:00"),
          Value.good("2026-08-20T12:00:00.000001+00:00"),
          Value.good("2000-01-01T00:00:00Z"),
          Value.good("2000-01-01T05:30:00+05:30"),
          Value.bad("1999-12-31T23:59:59.999999Z"),
          Value.bad("1733-01-01T00:00:00Z"),
          Value.bad("0001-01-01T00:00:00+00:00"),
          Value.bad("0001-01-01T00:00:00+05:30"),
          Value.bad("-0001-01-01T00:00:00Z"));

  public static final List<Value<String>> IDS =
      List.of(
          Value.good("a"),
          Value.good("b"),
          Value.good("\u0000"),
          Value.good("\u5B66".repeat(255)),
          Value.good(ASTRAL.repeat(127)),
          Value.bad("i".repeat(256)),
          Value.bad("i".repeat(16 << 10)),
          Value.bad(""));

  /// The first ones are kept as they are.
  public static final List<Value<String>> SOURCES =
      List.of(
          Value.good("openedx/lms/web"),
          Value.good(""),
          Value.good("\u0000\u5B66"),
          Value.good("s".repeat(255)),
          Value.good("s".repeat(16 << 10)),
          Value.good(ASTRAL.repeat(200)));

  public static final List<EventType> TYPES =
      List.of(
          EnrollmentEvents.CREATED.type(),
          EnrollmentEvents.CHANGED.type(),
          EnrollmentEvents.UNENROLLED.type());

  /// An event before it is read.
  public record Event(
      EventType type,
      Value<String> id,
      Value<String> source,
      Value<String> time,
      Value<Long> learner,
      Value<String> course,
      Value<String> mode,
      boolean active,
      Value<String> createdAt) {

    public boolean accepted() {
      return id.accepted()
          && time.accepted()
          && learner.accepted()
          && course.accepted()
          && mode.accepted()
          && createdAt.accepted();
    }

    /// The part of the source that is kept: 255 characters, and no half of a character.
    public String sourceKept() {
      String all = source.value();
      if (all.length() <= 255) {
        return all;
      }
      String first = all.substring(0, 255);
      return Character.isHighSurrogate(first.charAt(254)) ? first.substring(0, 254) : first;
    }

    public Event withId(Value<String> other) {
      return new Event(type, other, source, time, learner, course, mode, active, createdAt);
    }

    public Event withSource(Value<String> other) {
      return new Event(type, id, other, time, learner, course, mode, active, createdAt);
    }

    public Event withTime(Value<String> other) {
      return new Event(type, id, source, other, learner, course, mode, active, createdAt);
    }

    public Event withLearner(Value<Long> other) {
      return new Event(type, id, source, time, other, course, mode, active, createdAt);
    }

    public Event withCourse(Value<String> other) {
      return new Event(type, id, source, time, learner, other, mode, active, createdAt);
    }

    public Event withMode(Value<String> other) {
      return new Event(type, id, source, time, learner, course, other, active, createdAt);
    }

    public Event withCreatedAt(Value<String> other) {
      return new Event(type, id, source, time, learner, course, mode, active, other);
    }

    public Instant eventTime() {
      return Instant.parse(time.value().replace("+00:00", "Z"));
    }
  }

  /// A random event; nine fields in ten have an accepted value.
  public static Event any(Random random) {
    return new Event(
        TYPES.get(random.nextInt(TYPES.size())),
        any(IDS, random),
        any(SOURCES, random),
        any(TIMES, random),
        any(LEARNERS, random),
        any(COURSES, random),
        any(MODES, random),
        random.nextBoolean(),
        any(CREATION_DATES, random));
  }

  /// An event with ordinary values.
  public static Event plain(String id, long learner) {
    return new Event(
        EnrollmentEvents.CHANGED.type(),
        Value.good(id),
        SOURCES.getFirst(),
        TIMES.getFirst(),
        Value.good(learner),
        COURSES.getFirst(),
        MODES.getFirst(),
        true,
        CREATION_DATES.getFirst());
  }

  /// Each value of each field once, in an event of its own learner with otherwise ordinary values.
  public static List<Event> eachAlone() {
    List<Event> events = new ArrayList<>();
    IDS.forEach(id -> add(events, plain -> plain.withId(id)));
    SOURCES.forEach(source -> add(events, plain -> plain.withSource(source)));
    TIMES.forEach(time -> add(events, plain -> plain.withTime(time)));
    COURSES.forEach(course -> add(events, plain -> plain.withCourse(course)));
    MODES.forEach(mode -> add(events, plain -> plain.withMode(mode)));
    CREATION_DATES.forEach(date -> add(events, plain -> plain.withCreatedAt(date)));
    LEARNERS.forEach(learner -> add(events, plain -> plain.withLearner(learner)));
    return List.copyOf(events);
  }

  private static void add(List<Event> events, UnaryOperator<Event> change) {
    long learner = 100L + events.size();
    events.add(change.apply(plain("id-" + learner, learner)));
  }

  private static <T> Value<T> any(List<Value<T>> values, Random random) {
    boolean accepted = random.nextInt(10) > 0;
    List<Value<T>> some = values.stream().filter(value -> value.accepted() == accepted).toList();
    List<Value<T>> choice = some.isEmpty() ? values : some;
    return choice.get(random.nextInt(choice.size()));
  }
}
