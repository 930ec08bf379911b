package org.rollbook.runtime.serve.problem;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of every response that is not what was asked for (RFC 9457).
///
/// @param type the page that explains it, or `about:blank` where the status explains it
/// @param detail what is wrong with this very request
/// @param parameter which part of the request is wrong, or null
@Serdeable
public record Problem(
    @Schema(format = "uri", description = "the page that explains it") String type,
    String title,
    int status,
    @Schema(description = "what is wrong with this very request") String detail,
    @Schema(description = "which part of the request is wrong") @Nullable String parameter) {

  /// The media type that RFC 9457 registers.
  public static final String MEDIA_TYPE = "application/problem+json";
}
