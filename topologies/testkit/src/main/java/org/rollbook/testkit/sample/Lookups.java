package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusEnrollmentKey;

/// Requests and answers of lookups, the same in every view.
public final class Lookups {

  private Lookups() {}

  /// The request for rows, in this order.
  public static JsonNode question(List<CampusEnrollmentKey> keys) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    var asked = question.putArray("keys");
    keys.forEach(
        key ->
            asked
                .addObject()
                .put("learner_id", key.learner().value())
                .put("course_key", key.course().value()));
    return question;
  }

  /// The request for the figures of courses, in this order.
  public static JsonNode questionOfCourses(List<CourseKey> courses) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    var asked = question.putArray("course_keys");
    courses.forEach(course -> asked.add(course.value()));
    return question;
  }

  /// @param name of the field of an answer that has the row
  static <T> Function<JsonNode, List<LookupItem<T>>> answers(
      String name, Function<JsonNode, T> row) {
    return body ->
        body.required("results")
            .valueStream()
            .map(
                answer ->
                    new LookupItem<>(
                        ViewJson.key(answer.required("key")),
                        answer.required("status").intValue(),
                        ViewJson.present(answer, name).map(row)))
            .toList();
  }
}
