package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;

/// Reads the grades topology's JSON into the types of the truth.
final class GradesJson {

  private GradesJson() {}

  static TrueGrade grade(JsonNode row) {
    JsonNode stamps = row.required("stamps");
    return new TrueGrade(
        ViewJson.key(row),
        score(row),
        ViewJson.present(row, "passed_at").map(time -> ViewJson.time(row, "passed_at")),
        row.required("is_passing").booleanValue(),
        ViewJson.stamp(row.required("stamp")),
        new TrueGrade.Stamps(
            ViewJson.present(stamps, "grade").map(ViewJson::stamp),
            ViewJson.present(stamps, "passed_at").map(ViewJson::stamp),
            ViewJson.stamp(stamps.required("passing"))));
  }

  static TrueGradeDistribution distribution(JsonNode body) {
    Map<String, Long> letters = new HashMap<>();
    body.required("letters")
        .properties()
        .forEach(letter -> letters.put(letter.getKey(), letter.getValue().longValue()));
    return new TrueGradeDistribution(
        ViewJson.course(body),
        body.required("graded").longValue(),
        body.required("passing").longValue(),
        ViewJson.present(body, "mean_percent_grade").map(JsonNode::doubleValue),
        letters,
        body.required("histogram").valueStream().map(JsonNode::longValue).toList());
  }

  /// A score is complete or absent; an empty letter is null in JSON.
  private static Optional<Score> score(JsonNode row) {
    if (ViewJson.present(row, "percent_grade").isPresent()) {
      return Optional.of(
          new Score(
              row.required("percent_grade").doubleValue(),
              ViewJson.present(row, "letter_grade").map(JsonNode::textValue).orElse(""),
              ViewJson.text(row, "grading_policy_hash"),
              ViewJson.text(row, "course_version")));
    }
    for (String part : new String[] {"letter_grade", "grading_policy_hash", "course_version"}) {
      if (ViewJson.present(row, part).isPresent()) {
        throw new IllegalArgumentException(part + " without a percent: " + row);
      }
    }
    return Optional.empty();
  }
}
