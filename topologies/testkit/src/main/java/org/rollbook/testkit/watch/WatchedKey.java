package org.rollbook.testkit.watch;

import java.net.URI;

/// Something of which it is watched whether it can be read.
///
/// @param address at any instance
public record WatchedKey(int partition, URI address) {

  @Override
  public String toString() {
    return address.getRawPath() + " (partition " + partition + ")";
  }
}
