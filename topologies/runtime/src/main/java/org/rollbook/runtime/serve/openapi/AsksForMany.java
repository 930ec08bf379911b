package org.rollbook.runtime.serve.openapi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rollbook.runtime.serve.http.RollbookHeaders;

/// Documents the parameters and responses of a lookup.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AsksView
@Operation(
    parameters = {
      @Parameter(name = RollbookHeaders.MAX_STALENESS, ref = Described.MAX_STALENESS),
      @Parameter(name = RollbookHeaders.MIN_AS_OF, ref = Described.MIN_AS_OF),
      @Parameter(name = RollbookHeaders.PREFER, ref = Described.PREFER)
    })
public @interface AsksForMany {}
