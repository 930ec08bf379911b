package org.rollbook.runtime.serve.question;

import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The body of a request: read once, as it arrives, and only as far as needed. Its memory counts
/// until it is closed. Controllers take it as an argument.
public final class BoundedBody implements AutoCloseable {

  /// In bytes: enough for a lookup of a thousand of the longest keys, each character escaped, and
  /// some room.
  public static final long LARGEST = 4L << 20;

  private static final int STEP = 8 << 10;

  private final InputStream stream;
  private final BodyMemory.Share memory;

  BoundedBody(InputStream stream, BodyMemory.Share memory) {
    this.stream = stream;
    this.memory = memory;
  }

  InputStream stream() {
    return stream;
  }

  BodyMemory.Share memory() {
    return memory;
  }

  /// The whole body.
  ///
  /// @throws BodyMemory.OverloadedException if all bodies together take as much as they may
  public byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] step = stream.readNBytes(STEP);
    while (step.length > 0) {
      memory.take(2 * step.length);
      bytes.writeBytes(step);
      step = stream.readNBytes(STEP);
    }
    return bytes.toByteArray();
  }

  /// The exception for a body that cannot be read further: the answer is 413 if it is too large.
  public static RuntimeException unreadable(IOException cause) {
    return cause.getCause() instanceof ContentLengthExceededException tooLarge
        ? tooLarge
        : new UncheckedIOException(cause);
  }

  @Override
  public void close() {
    memory.close();
  }
}
