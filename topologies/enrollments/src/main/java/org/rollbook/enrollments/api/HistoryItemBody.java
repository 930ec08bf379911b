package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.runtime.http.StampBody;
import org.rollbook.runtime.view.HistoryItem;

/// One event that was heard about an enrollment.
///
/// @param outcome applied if it changed the row, late if a later one had been heard before it
@Schema(name = "EnrollmentHistoryItem")
@Serdeable(naming = SnakeCaseStrategy.class)
record HistoryItemBody(StampBody stamp, @Schema(example = "applied") String outcome, Said said) {

  /// What the event said.
  @Schema(name = "EnrollmentSaid")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Said(String mode, boolean isActive) {}

  static HistoryItemBody of(HistoryItem<Enrollment> item) {
    Enrollment said = item.heard().said();
    return new HistoryItemBody(
        StampBody.of(item.heard()),
        switch (item.outcome()) {
          case APPLIED -> "applied";
          case LATE -> "late";
        },
        new Said(said.mode(), said.active()));
  }
}
