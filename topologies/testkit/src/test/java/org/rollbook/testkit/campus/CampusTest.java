package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;

class CampusTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings SETTINGS = CampusSettings.of(42, 500, 20);

  @Test
  void shouldPublishTheSameForTheSameSeed() {
    assertThat(Campus.generate(SETTINGS, START, 2_000))
        .isEqualTo(Campus.generate(SETTINGS, START, 2_000))
        .isNotEqualTo(Campus.generate(CampusSettings.of(43, 500, 20), START, 2_000));
  }

  /// The seed in a report must have the same result next year, and on another JDK. A deliberate
  /// change of the campus changes the number.
  @Test
  void shouldPublishTheSameBytesAsBefore() {
    assertThat(crcOf(SETTINGS)).isEqualTo(1_759_500_685L);
    assertThat(crcOf(SETTINGS.emitting(RowKind.GRADES))).isEqualTo(1_355_027_399L);
  }

  private static long crcOf(CampusSettings settings) {
    var serializer = new OpenEdxSerializer(Optional.empty(), (subject, schema) -> 1);
    var crc = new CRC32();
    for (var publication : Campus.generate(settings, START, 2_000)) {
      var produced = serializer.produced(publication);
      crc.update(produced.key());
      crc.update(produced.value());
      produced.headers().forEach(header -> crc.update(header.value()));
    }
    return crc.getValue();
  }

  @Test
  void shouldPublishTheSameAtAnotherTimeExceptTheTimes() {
    var still = Clock.fixed(START, ZoneOffset.UTC);
    var running = Campus.running(SETTINGS, still);
    assertThat(Stream.generate(running::next).limit(2_000).map(CampusTest::timeless).toList())
        .isEqualTo(
            Campus.generate(SETTINGS, START, 3_000).stream()
                .limit(2_000)
                .map(CampusTest::timeless)
                .toList());
  }

  @Test
  void shouldEmitTheSameEventsWithoutDisorder() {
    var disorderly = Campus.generate(SETTINGS, START, 2_000).stream();
    var orderly = Campus.generate(SETTINGS.withDisorder(Disorder.NONE), START, 2_000);
    assertThat(orderly).noneMatch(Delivery::repeated).noneMatch(Delivery::late);
    assertThat(disorderly.filter(publication -> !publication.repeated()).map(CampusTest::state))
        .containsExactlyInAnyOrderElementsOf(orderly.stream().map(CampusTest::state).toList());
  }

  @Test
  void shouldStayWithinTheLongestSpanAndOftenUseFullSeconds() {
    var times =
        Campus.generate(SETTINGS.withPace(Duration.ofSeconds(1)), START, 1_000).stream()
            .map(publication -> publication.event().payload().stamp().eventTime())
            .toList();
    assertThat(times)
        .allMatch(time -> time.isAfter(START))
        .allMatch(
            time ->
                time.isBefore(
                    START.plus(SETTINGS.withPace(Duration.ofSeconds(1)).longestSpan(1_000))));
    assertThat(times.stream().filter(time -> time.equals(time.truncatedTo(ChronoUnit.SECONDS))))
        .hasSizeGreaterThan(100);
  }

  @Test
  void shouldMarkEveryPieceOfPersonalData() {
    var all = SETTINGS.emitting(RowKind.ENROLLMENTS, RowKind.GRADES);
    var events = Campus.generate(all, START, 2_000).stream().map(Delivery::event).toList();
    assertThat(events)
        .flatExtracting(event -> people(event))
        .flatExtracting(Learner::username, Learner::email, Learner::name)
        .map(String.class::cast)
        .allMatch(text -> text.contains(Learner.MARKER))
        .allMatch(text -> text.chars().anyMatch(letter -> letter > 127));
    assertThat(events).anyMatch(event -> createdBy(event).isPresent());
    assertThat(events)
        .extracting(event -> event.course().toString() + event.payload() + event.host())
        .noneMatch(text -> text.contains(Learner.MARKER));
  }

  @Test
  void shouldLeaveTheTruthOfTheLmsOnTheBus() {
    var campus = Campus.finite(SETTINGS, START, 20_000);
    var truth = Truth.of(campus.rest());
    var table = campus.lms().table();
    assertThat(table).hasSizeGreaterThan(1_000);
    assertThat(table)
        .allSatisfy(
            (key, row) ->
                assertThat(
                        truth.enrollments().row(key).map(TrueEnrollment::lmsRow).map(Lms.Row::of))
                    .contains(row));
    assertThat(truth.enrollments().rows().size()).isEqualTo(table.size());
  }

  /// Wherever it is stopped: in the middle of a visit, and while events are delayed.
  @Test
  void shouldDeliverTheRestOfWhatHasHappened() {
    for (int events = 1; events <= 200; events++) {
      var campus = Campus.running(SETTINGS.emitting(RowKind.ENROLLMENTS), () -> START);
      var deliveries = new ArrayList<Delivery>();
      for (int event = 0; event < events; event++) {
        deliveries.add(campus.next());
      }
      deliveries.addAll(campus.drain());

      var rows = Truth.of(deliveries).enrollments();
      assertThat(campus.lms().table())
          .hasSize(rows.rows().size())
          .allSatisfy(
              (key, row) ->
                  assertThat(rows.row(key).map(TrueEnrollment::lmsRow).map(Lms.Row::of))
                      .contains(row));
    }
  }

  @Test
  void shouldCountAndDrawPublishedEnrollments() {
    var campus = Campus.finite(SETTINGS.withDisorder(Disorder.NONE), START, 2_000);
    var truth = Truth.of(campus.rest());
    var lot = new SplittableRandom(1);

    Map<CampusEnrollmentKey, Long> drawn =
        Stream.generate(() -> campus.anyEnrollment(lot))
            .limit(50L * campus.enrollments())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(truth.enrollments().rows())
        .extracting(TrueEnrollment::key)
        .hasSize(campus.enrollments())
        .containsExactlyInAnyOrderElementsOf(drawn.keySet());
    // Seven standard deviations around 50.
    assertThat(drawn.values()).allMatch(times -> Math.abs(times - 50) < 50);
  }

  @Test
  void shouldHaveTheConfiguredShareOfReturningVisits() {
    var settings = SETTINGS.withDisorder(Disorder.NONE);

    assertThat(eventsPerEnrollment(settings.withReturning(0.1)))
        .isLessThan(0.8 * eventsPerEnrollment(settings));
    assertThat(Campus.generate(settings.withReturning(1), START, 2_000))
        .extracting(publication -> publication.event().payload().key())
        .containsOnly(Campus.generate(settings, START, 1).getFirst().event().payload().key());
  }

  private static double eventsPerEnrollment(CampusSettings settings) {
    var campus = Campus.finite(settings, START, 2_000);
    return (double) campus.rest().size() / campus.enrollments();
  }

  private static List<Learner> people(CampusEvent event) {
    return Stream.concat(Stream.of(event.learner()), createdBy(event).stream()).toList();
  }

  private static Optional<Learner> createdBy(CampusEvent event) {
    return event instanceof EnrollmentEvent enrollment ? enrollment.createdBy() : Optional.empty();
  }

  private static List<Object> timeless(Delivery publication) {
    return List.of(state(publication), publication.topic(), publication.repeated());
  }

  private static List<Object> state(Delivery publication) {
    var payload = (TrueEnrollment) publication.event().payload();
    return List.of(
        payload.key(),
        payload.mode(),
        payload.active(),
        payload.stamp().eventType(),
        publication.event().learner(),
        publication.event().host());
  }
}
