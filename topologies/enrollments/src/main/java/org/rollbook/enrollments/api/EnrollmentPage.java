package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.http.PageShape;

/// A page of enrollments.
@Serdeable
record EnrollmentPage(
    List<EnrollmentBody> results,
    @Schema(format = "uri", description = PageShape.NEXT) @Nullable String next,
    @Schema(format = "uri", description = PageShape.PREVIOUS) @Nullable String previous) {}
