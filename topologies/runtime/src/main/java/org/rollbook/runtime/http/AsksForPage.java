package org.rollbook.runtime.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents what a route for a page of a list takes and gives.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AsksView
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
@ApiResponse(responseCode = "304", description = "The page is the one that If-None-Match names.")
public @interface AsksForPage {}
