package org.rollbook.testkit.watch;

import java.net.URI;
import java.util.function.BooleanSupplier;

/// An instance as a load balancer has it configured.
///
/// @param name in the results
/// @param client the address for clients, without `/v1`
/// @param readiness the address of its readiness
/// @param down whether it was ended, or has ended by itself: then no answer is expected of it
public record Backend(String name, URI client, URI readiness, BooleanSupplier down) {

  /// The same request's address at this instance.
  public URI addressOf(URI request) {
    String rest = request.getRawPath();
    String query = request.getRawQuery();
    return URI.create(client + rest + (query == null ? "" : "?" + query));
  }
}
