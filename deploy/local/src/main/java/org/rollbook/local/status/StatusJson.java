package org.rollbook.local.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.local.sample.Figures;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.testkit.campus.TrueCourseCounts;

/// The status for programs, and for the front page's script. Numbers are rounded for people;
/// unknown values are null.
final class StatusJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static ObjectNode of(Status status) {
    ObjectNode root = JSON.createObjectNode();
    root.put("phase", word(status.phase()));
    ArrayNode parts = root.putArray("parts");
    status.parts().forEach(part -> write(part, parts.addObject()));
    ArrayNode curls = root.putArray("curls");
    status.curls().forEach(curls::add);
    ObjectNode events = root.putObject("events");
    events.put("published", status.published());
    events.put("per_second", rounded(status.latest().eventsPerSecond(), 1));
    write(status.latest(), root.putObject("answers"));
    ObjectNode whole = root.putObject("since_start");
    whole.put("agreed", status.whole().agreed());
    whole.put("judged", status.whole().judged());
    status
        .drift()
        .ifPresentOrElse(
            drift ->
                root.putObject("drift")
                    .put("events_lost", drift.lost())
                    .put("found", drift.found())
                    .put("repaired", drift.repaired())
                    .put("suspected", drift.suspected()),
            () -> root.putNull("drift"));
    ArrayNode largest = root.putArray("largest_courses");
    status.largest().forEach(course -> write(course, largest.addObject()));
    return root;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void write(Status.Part part, ObjectNode into) {
    into.put("name", part.name());
    into.put("condition", word(part.health().condition()));
    into.put("detail", part.health().detail());
    into.put("address", part.address());
    ObjectNode links = into.putObject("links");
    part.links().forEach(link -> links.put(link.name(), link.target().toString()));
  }

  private static void write(Figures figures, ObjectNode into) {
    into.put("agreed", figures.agreed());
    into.put("judged", figures.judged());
    into.put("undecided", figures.undecided());
    into.put("refused", figures.refused());
    into.put("failed", figures.failed());
    write(figures.age(), into, "age_seconds");
    write(figures.visibleAfter(), into, "visible_after_seconds");
  }

  private static void write(Optional<Spread> spread, ObjectNode into, String field) {
    spread.ifPresentOrElse(
        times ->
            into.putObject(field)
                .put("median", seconds(times.median()))
                .put("worst", seconds(times.worst())),
        () -> into.putNull(field));
  }

  private static void write(TrueCourseCounts course, ObjectNode into) {
    into.put("course_key", course.course().value());
    into.put("active", course.active());
    into.put("total", course.total());
  }

  private static BigDecimal seconds(Duration time) {
    return rounded(time.toMillis() / 1e3, 2);
  }

  private static BigDecimal rounded(double number, int digits) {
    return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP);
  }
}
