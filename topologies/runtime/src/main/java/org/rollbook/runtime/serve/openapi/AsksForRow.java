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

/// Documents the parameters and responses of a route for one row; for a learner's row use
/// [AsksForLearnersRow].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesRow
@Operation(
    parameters = {
      @Parameter(name = RollbookHeaders.MAX_STALENESS, ref = Described.MAX_STALENESS),
      @Parameter(name = RollbookHeaders.MIN_AS_OF, ref = Described.MIN_AS_OF),
      @Parameter(name = RollbookHeaders.PREFER, ref = Described.PREFER),
      @Parameter(name = HttpHeaders.IF_NONE_MATCH, ref = Described.IF_NONE_MATCH)
    })
public @interface AsksForRow {}
