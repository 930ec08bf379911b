package org.rollbook.runtime.serve.http;

import io.netty.util.ByteProcessor;

/// Stops at the end of each empty line, however the bytes were split: there the head of a request
/// ends, and the next one may begin. It may also stop within a body, which does no harm.
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
