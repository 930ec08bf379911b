package org.rollbook.benchmark.load;

import java.net.URI;

/// What a client asks.
///
/// @param json that is posted; nothing if it is a GET
public record Question(URI address, String json) {

  /// A GET of an address.
  public static Question get(URI address) {
    return new Question(address, "");
  }
}
