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
import org.rollbook.runtime.serve.question.PageParameters;

/// Documents the parameters and responses of a route for a page of a list; for a learner's list use
/// [AsksForLearnersPage].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GivesPage
@Operation(
    parameters = {
      @Parameter(name = PageParameters.PAGE_SIZE, ref = Described.PAGE_SIZE),
      @Parameter(name = PageParameters.CURSOR, ref = Described.CURSOR),
      @Parameter(name = RollbookHeaders.MAX_STALENESS, ref = Described.MAX_STALENESS),
      @Parameter(name = RollbookHeaders.MIN_AS_OF, ref = Described.MIN_AS_OF),
      @Parameter(name = RollbookHeaders.PREFER, ref = Described.PREFER),
      @Parameter(name = HttpHeaders.IF_NONE_MATCH, ref = Described.IF_NONE_MATCH)
    })
public @interface AsksForPage {}
