package org.rollbook.runtime.http;

import io.netty.util.ByteProcessor;

/// Stops at the end of each empty line, wherever what comes was cut: there a request's head ends,
/// and the next one may begin. In a body it stops for nothing, which does no harm.
final class EndOfHead implements ByteProcessor {

  private boolean isLineEmpty;

  @Override
  public boolean process(byte value) {
    switch (value) {
      case '\n' -> {
        if (isLineEmpty) {
          return false;
        }
        isLineEmpty = true;
      }
      case '\r' -> {}
      default -> isLineEmpty = false;
    }
    return true;
  }
}
