package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueCourseCounts.ModeCount;
import org.rollbook.testkit.campus.TrueEnrollment;

/// Reads the enrollments topology's JSON into the types of the truth.
final class EnrollmentsJson {

  private EnrollmentsJson() {}

  static TrueEnrollment enrollment(JsonNode row) {
    return new TrueEnrollment(
        ViewJson.key(row),
        ViewJson.text(row, "mode"),
        row.required("is_active").booleanValue(),
        ViewJson.time(row, "enrolled_at"),
        ViewJson.stamp(row.required("stamp")));
  }

  static TrueCourseCounts counts(JsonNode body) {
    Map<String, ModeCount> modes = new HashMap<>();
    body.required("modes")
        .properties()
        .forEach(mode -> modes.put(mode.getKey(), count(mode.getValue())));
    var counts = new TrueCourseCounts(ViewJson.course(body), modes);
    ModeCount sum = count(body);
    if (!sum.equals(new ModeCount(counts.active(), counts.total()))) {
      throw new IllegalArgumentException("modes do not add up: " + body);
    }
    return counts;
  }

  private static ModeCount count(JsonNode of) {
    return new ModeCount(of.required("active").longValue(), of.required("total").longValue());
  }
}
