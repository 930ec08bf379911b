package org.rollbook.runtime.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.model.event.EventEnvelope;

/// Documents what a route for a page of a learner's list takes and gives, and lets it take
/// `Rollbook-If-Applied`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesPage
@TakesIfApplied
@Operation(
    parameters = {
      @Parameter(
          name = PageParameters.PAGE_SIZE,
          in = ParameterIn.QUERY,
          description =
              "How many rows at most; more than 1,000 are taken for 1,000. A filtered page may have"
                  + " fewer, even none, while `next` is set.",
          schema = @Schema(type = "integer", minimum = "1", defaultValue = "100")),
      @Parameter(
          name = PageParameters.CURSOR,
          in = ParameterIn.QUERY,
          description = "From `next` or `previous` of this list; stays good while rows come.",
          schema = @Schema(type = "string")),
      @Parameter(
          name = RollbookHeaders.MAX_STALENESS,
          in = ParameterIn.HEADER,
          description = AsksView.MAX_STALENESS,
          schema = @Schema(type = "integer", minimum = "0")),
      @Parameter(
          name = RollbookHeaders.MIN_AS_OF,
          in = ParameterIn.HEADER,
          description = AsksView.MIN_AS_OF,
          schema = @Schema(type = "string", format = "date-time")),
      @Parameter(
          name = RollbookHeaders.IF_APPLIED,
          in = ParameterIn.HEADER,
          description = TakesIfApplied.DESCRIPTION,
          schema = @Schema(type = "string", maxLength = EventEnvelope.MAX_LENGTH)),
      @Parameter(
          name = RollbookHeaders.PREFER,
          in = ParameterIn.HEADER,
          description = AsksView.PREFER,
          schema = @Schema(type = "string")),
      @Parameter(
          name = "If-None-Match",
          in = ParameterIn.HEADER,
          description = AsksView.IF_NONE_MATCH,
          schema = @Schema(type = "string"))
    })
public @interface AsksForLearnersPage {}
