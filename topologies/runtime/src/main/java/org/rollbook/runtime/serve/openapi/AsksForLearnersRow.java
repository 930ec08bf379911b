package org.rollbook.runtime.serve.openapi;

import io.micronaut.http.HttpHeaders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.runtime.serve.http.RollbookHeaders;
import org.rollbook.runtime.serve.question.TakesIfApplied;

/// Documents the parameters and responses of a route for one row of a learner, and lets it take
/// `Rollbook-If-Applied`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesRow
@TakesIfApplied
@Operation(
    parameters = {
      @Parameter(name = RollbookHeaders.MAX_STALENESS, ref = Described.MAX_STALENESS),
      @Parameter(name = RollbookHeaders.MIN_AS_OF, ref = Described.MIN_AS_OF),
      @Parameter(name = RollbookHeaders.IF_APPLIED, ref = Described.IF_APPLIED),
      @Parameter(name = RollbookHeaders.PREFER, ref = Described.PREFER),
      @Parameter(name = HttpHeaders.IF_NONE_MATCH, ref = Described.IF_NONE_MATCH)
    })
public @interface AsksForLearnersRow {}
