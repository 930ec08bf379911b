package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// The items of both lookups for rows that exist.
final class LookedUp {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LookedUp() {}

  /// The rows, in the order asked.
  static List<JsonNode> enrollments(Site site, List<CampusEnrollmentKey> keys) {
    return found(
        site.web().post("/v1/enrollments/lookup", Lookups.question(keys).toString()), "enrollment");
  }

  /// The counts, in the order asked.
  static List<JsonNode> counts(Site site, List<CourseKey> courses) {
    ObjectNode body = JSON.createObjectNode();
    var asked = body.putArray("course_keys");
    courses.forEach(course -> asked.add(course.value()));
    return found(
        site.web().post("/v1/enrollment-counts/lookup", body.toString()), "enrollment_counts");
  }

  private static List<JsonNode> found(Reply reply, String name) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply
        .json()
        .at("/results")
        .valueStream()
        .peek(result -> assertThat(result.at("/status").intValue()).isEqualTo(200))
        .map(result -> result.get(name))
        .toList();
  }
}
