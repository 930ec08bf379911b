package org.rollbook.testkit.watch;

import java.net.URI;
import java.util.function.BooleanSupplier;

/// An instance as a load balancer has it configured.
///
/// @param name what the results call it
/// @param client where clients ask, without `/v1`
/// @param readiness where it says whether it is ready
/// @param down whether somebody has ended it, or it has ended by itself: then it owes no answer
public record Backend(String name, URI client, URI readiness, BooleanSupplier down) {

  /// The same request's address at this instance.
  public URI addressOf(URI request) {
    String rest = request.getRawPath();
    String query = request.getRawQuery();
    return URI.create(client + rest + (query == null ? "" : "?" + query));
  }
}
