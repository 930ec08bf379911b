package org.rollbook.runtime.serve.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents the responses of every route for a page of a list.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@AsksView
@ApiResponse(responseCode = "304", description = "The page is the one that If-None-Match names.")
@interface GivesPage {}
