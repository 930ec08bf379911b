package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.query.Answer;

/// The answers of a lookup of enrollments, in the order asked.
@Schema(name = "EnrollmentAnswers")
@Serdeable
record EnrollmentLookupBody(List<Item> results) {

  /// The answer for one key.
  ///
  /// @param status what the key alone would have been answered with: 200, 404 or 503
  /// @param enrollment null unless the status is 200
  @Schema(name = "EnrollmentAnswer")
  @Serdeable
  record Item(Key key, int status, @Nullable EnrollmentBody enrollment) {}

  /// What was asked for.
  @Schema(name = "EnrollmentKey")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Key(long learnerId, String courseKey) {}

  static EnrollmentLookupBody of(
      List<EnrollmentKey> keys, List<Answer<Heard<Enrollment>>> answers) {
    return new EnrollmentLookupBody(
        IntStream.range(0, keys.size())
            .mapToObj(at -> item(keys.get(at), answers.get(at)))
            .toList());
  }

  private static Item item(EnrollmentKey key, Answer<Heard<Enrollment>> answer) {
    return new Item(
        new Key(key.learner().value(), key.course().value()),
        Replies.statusOf(answer),
        Replies.rowOf(answer).map(EnrollmentBody::of).orElse(null));
  }
}
