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

/// Documents what a lookup takes and gives.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AsksView
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
          name = RollbookHeaders.PREFER,
          in = ParameterIn.HEADER,
          description = AsksView.PREFER,
          schema = @Schema(type = "string"))
    })
public @interface AsksForMany {}
