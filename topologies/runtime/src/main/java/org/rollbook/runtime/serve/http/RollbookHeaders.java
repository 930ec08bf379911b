package org.rollbook.runtime.serve.http;

import io.micronaut.http.MutableHttpResponse;
import java.util.Locale;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.ServedBy;

/// The headers of every view.
public final class RollbookHeaders {

  public static final String AS_OF = "Rollbook-As-Of";
  public static final String SERVED_BY = "Rollbook-Served-By";
  public static final String COMPLETE_SINCE = "Rollbook-Complete-Since";
  public static final String RECONCILED_AT = "Rollbook-Reconciled-At";

  public static final String MAX_STALENESS = "Rollbook-Max-Staleness";
  public static final String MIN_AS_OF = "Rollbook-Min-As-Of";
  public static final String IF_APPLIED = "Rollbook-If-Applied";

  public static final String PREFER = "Prefer";
  public static final String PREFERENCE_APPLIED = "Preference-Applied";

  private RollbookHeaders() {}

  /// The response with the headers that state its freshness.
  public static <B> MutableHttpResponse<B> with(
      MutableHttpResponse<B> response, Freshness freshness) {
    return with(response, freshness, text(freshness.servedBy()));
  }

  /// The response with the headers that state its freshness.
  ///
  /// @param servedBy the roles and names of all who answered
  public static <B> MutableHttpResponse<B> with(
      MutableHttpResponse<B> response, Freshness freshness, String servedBy) {
    response.header(AS_OF, IsoTime.format(freshness.asOf()));
    response.header(SERVED_BY, servedBy);
    freshness
        .completeSince()
        .ifPresent(since -> response.header(COMPLETE_SINCE, IsoTime.format(since)));
    freshness.reconciledAt().ifPresent(at -> response.header(RECONCILED_AT, IsoTime.format(at)));
    return response;
  }

  public static String text(ServedBy servedBy) {
    return servedBy.role().name().toLowerCase(Locale.ROOT) + " " + servedBy.instance();
  }
}
