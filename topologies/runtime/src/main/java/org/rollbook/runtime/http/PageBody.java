package org.rollbook.runtime.http;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, as Open edX's clients parse it.
///
/// @param next the URL of the page after this one, or null at the end
/// @param previous the URL of the page before this one, or null at the beginning
@Serdeable
public record PageBody<T>(
    List<T> results,
    @Schema(format = "uri", description = "the page after this one") @Nullable String next,
    @Schema(format = "uri", description = "the page before this one") @Nullable String previous) {

  public PageBody {
    results = List.copyOf(results);
  }
}
