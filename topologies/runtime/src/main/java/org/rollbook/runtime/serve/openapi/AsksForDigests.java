package org.rollbook.runtime.serve.openapi;

import io.micronaut.http.HttpHeaders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.runtime.serve.http.RollbookHeaders;

/// Documents the route for digests.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesPage
@Operation(
    summary = "Digests of the rows, by bucket of learners.",
    description =
        "What the LMS's own table is compared with, without reading each row: for each bucket of"
            + " learners that has rows, how many there are, and one number that depends on all of"
            + " them. Like every list it is whole or refused. The canonical text of a row is in the"
            + " description of this API.",
    parameters = {
      @Parameter(
          name = "bucket_size",
          description = "How many ids a bucket has: a multiple of 64.",
          schema = @Schema(type = "integer", format = "int64", defaultValue = "4096")),
      @Parameter(
          name = "from_learner",
          description = "The first id, a multiple of the bucket size.",
          schema = @Schema(type = "integer", format = "int64", defaultValue = "0")),
      @Parameter(
          name = "to_learner",
          description = "The id behind the last, a multiple of the bucket size.",
          schema = @Schema(type = "integer", format = "int64")),
      @Parameter(name = RollbookHeaders.MAX_STALENESS, ref = Described.MAX_STALENESS),
      @Parameter(name = RollbookHeaders.MIN_AS_OF, ref = Described.MIN_AS_OF),
      @Parameter(name = RollbookHeaders.PREFER, ref = Described.PREFER),
      @Parameter(name = HttpHeaders.IF_NONE_MATCH, ref = Described.IF_NONE_MATCH)
    })
public @interface AsksForDigests {}
