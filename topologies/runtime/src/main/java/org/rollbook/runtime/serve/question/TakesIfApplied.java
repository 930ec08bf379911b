package org.rollbook.runtime.serve.question;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.runtime.serve.problem.Problem;

/// Lets routes of a single learner's resources take `Rollbook-If-Applied`. All others refuse it:
/// which events were received is known by learner only.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ApiResponse(
    responseCode = "409",
    description =
        "`event-rejected`: the event that Rollbook-If-Applied names is a dead letter; the detail"
            + " states why and where.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public @interface TakesIfApplied {}
