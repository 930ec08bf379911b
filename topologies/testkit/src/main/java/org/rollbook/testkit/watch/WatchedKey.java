package org.rollbook.testkit.watch;

import java.net.URI;

/// A resource that a watch reads.
///
/// @param address at any instance
public record WatchedKey(int partition, URI address) {

  @Override
  public String toString() {
    return address.getRawPath() + " (partition " + partition + ")";
  }
}
