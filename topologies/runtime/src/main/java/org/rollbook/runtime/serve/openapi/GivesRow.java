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

/// Documents the responses of every route for one row.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@AsksView
@ApiResponse(responseCode = "304", description = "The row is the one that If-None-Match names.")
@ApiResponse(
    responseCode = "404",
    description =
        "`absent`: there is none, as of the stated time. Without Rollbook-As-Of it is"
            + " `no-such-route`, which makes no claim about rows.",
    headers =
        @Header(
            name = RollbookHeaders.AS_OF,
            description = "The time as of which there is none.",
            schema = @Schema(type = "string", format = "date-time")),
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@interface GivesRow {}
