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

/// Documents what a route for one row of a learner takes and gives, and lets it take
/// `Rollbook-If-Applied`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesRow
@TakesIfApplied
@Operation(
    parameters = {
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
public @interface AsksForLearnersRow {}
