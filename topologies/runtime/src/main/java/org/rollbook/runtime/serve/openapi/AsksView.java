package org.rollbook.runtime.serve.openapi;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.runtime.serve.http.RollbookHeaders;
import org.rollbook.runtime.serve.problem.Problem;

/// Documents the responses of every route that asks a view, for `/openapi.yml`. The parameters are
/// with the kinds of routes, since only one `@Operation` of a method is read.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ApiResponse(
    responseCode = "200",
    description = "What the view holds.",
    headers = {
      @Header(
          name = RollbookHeaders.AS_OF,
          description =
              "Every event that the source topics held before this time is in the answer.",
          schema = @Schema(type = "string", format = "date-time")),
      @Header(
          name = RollbookHeaders.SERVED_BY,
          description = "Whose replica answered: `active` or `standby`, and the instance.",
          schema = @Schema(type = "string", example = "active enrollments-0:8201")),
      @Header(
          name = RollbookHeaders.COMPLETE_SINCE,
          description = "Since when the view holds everything; missing while it does not.",
          schema = @Schema(type = "string", format = "date-time")),
      @Header(
          name = RollbookHeaders.RECONCILED_AT,
          description =
              "When the last whole comparison with the LMS's own table began; missing before the"
                  + " first.",
          schema = @Schema(type = "string", format = "date-time")),
      @Header(
          name = RollbookHeaders.PREFERENCE_APPLIED,
          description =
              "Which of `handling=lenient` and `wait=<seconds>` was applied, the wait as it was"
                  + " taken.",
          schema = @Schema(type = "string")),
      @Header(
          name = "ETag",
          description = "Of a row or a page: unchanged while its content is.",
          schema = @Schema(type = "string"))
    })
@ApiResponse(
    responseCode = "400",
    description = "`invalid-parameter`: a part of the request, named, cannot have its value.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "401",
    description = "`unauthorized`: a token was sent, and tokens are not implemented yet.",
    headers = @Header(name = "WWW-Authenticate", schema = @Schema(type = "string")),
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "503",
    description =
        "`not-ready`, `incomplete`, `stale`, `not-yet-applied` or `overloaded`: no claim is made;"
            + " ask again after Retry-After.",
    headers =
        @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@interface AsksView {}
