package org.rollbook.runtime.serve.http;

import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.ServedBy;

/// The headers of every view.
public final class RollbookHeaders {

  public static final String AS_OF = "Rollbook-As-Of";
  public static final String SERVED_BY = "Rollbook-Served-By";
  public static final String COMPLETE_SINCE = "Rollbook-Complete-Since";

  public static final String MAX_STALENESS = "Rollbook-Max-Staleness";
  public static final String MIN_AS_OF = "Rollbook-Min-As-Of";
  public static final String IF_APPLIED = "Rollbook-If-Applied";

  public static final String PREFER = "Prefer";
  public static final String PREFERENCE_APPLIED = "Preference-Applied";

  private RollbookHeaders() {}

  /// The response with the headers that state its freshness.
  public static <B> MutableHttpResponse<B> with(
      MutableHttpResponse<B> response, Freshness freshness) {
    return with(response, freshness.asOf(), text(freshness.servedBy()), freshness.completeSince());
  }

  /// The response with the headers that state its freshness.
  ///
  /// @param servedBy the roles and names of who answered
  public static <B> MutableHttpResponse<B> with(
      MutableHttpResponse<B> response,
      Instant asOf,
      String servedBy,
      Optional<Instant> completeSince) {
    response.header(AS_OF, IsoTime.format(asOf));
    response.header(SERVED_BY, servedBy);
    completeSince.ifPresent(since -> response.header(COMPLETE_SINCE, IsoTime.format(since)));
    return response;
  }

  public static String text(ServedBy servedBy) {
    return servedBy.role().name().toLowerCase(Locale.ROOT) + " " + servedBy.instance();
  }
}
