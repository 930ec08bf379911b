package org.rollbook.runtime.serve.question;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.rollbook.model.CourseKey;

/// What a lookup of courses asks for, up to 1,000 of them.
@Schema(name = "CourseLookup")
public record CourseLookup(List<String> courseKeys) {

  /// A course, as the answer repeats it.
  @Schema(name = "CourseOnly", description = "A course.")
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Key(String courseKey) {

    public static Key of(CourseKey asked) {
      return new Key(asked.value());
    }
  }

  /// The keys of a body.
  ///
  /// @throws InvalidParameterException naming what is wrong
  public static List<CourseKey> read(LookupKeys lookups, BoundedBody body) {
    return lookups.read(body, "course_keys", Set.of(), LookupKeys.Field::course);
  }
}
