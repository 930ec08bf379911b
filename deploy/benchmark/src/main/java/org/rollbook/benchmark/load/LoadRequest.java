package org.rollbook.benchmark.load;

import java.net.URI;

/// A request of a client.
///
/// @param json the body of a POST; empty for a GET
public record LoadRequest(URI address, String json) {

  /// A GET of an address.
  public static LoadRequest get(URI address) {
    return new LoadRequest(address, "");
  }
}
