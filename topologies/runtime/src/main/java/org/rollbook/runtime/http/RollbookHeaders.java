package org.rollbook.runtime.http;

import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.query.Freshness;
import org.rollbook.runtime.query.ServedBy;

/// The headers of every view.
final class RollbookHeaders {

  static final String AS_OF = "Rollbook-As-Of";
  static final String SERVED_BY = "Rollbook-Served-By";
  static final String COMPLETE_SINCE = "Rollbook-Complete-Since";

  static final String MAX_STALENESS = "Rollbook-Max-Staleness";
  static final String MIN_AS_OF = "Rollbook-Min-As-Of";
  static final String IF_APPLIED = "Rollbook-If-Applied";

  static final String PREFER = "Prefer";
  static final String PREFERENCE_APPLIED = "Preference-Applied";

  private RollbookHeaders() {}

  /// The response with the headers that state its freshness.
  static <B> MutableHttpResponse<B> with(MutableHttpResponse<B> response, Freshness freshness) {
    return with(response, freshness.asOf(), text(freshness.servedBy()), freshness.completeSince());
  }

  /// The response with the headers that state its freshness.
  ///
  /// @param servedBy the roles and names of who answered
  static <B> MutableHttpResponse<B> with(
      MutableHttpResponse<B> response,
      Instant asOf,
      String servedBy,
      Optional<Instant> completeSince) {
    response.header(AS_OF, IsoTime.format(asOf));
    response.header(SERVED_BY, servedBy);
    completeSince.ifPresent(since -> response.header(COMPLETE_SINCE, IsoTime.format(since)));
    return response;
  }

  static String text(ServedBy servedBy) {
    return servedBy.role().name().toLowerCase(Locale.ROOT) + " " + servedBy.instance();
  }
}
