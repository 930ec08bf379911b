package org.rollbook.runtime.serve.question;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.netty.NettyHttpRequestBuilder;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/// Gives controllers the [BoundedBody] of a request, as it arrives: Micronaut would otherwise have
/// all of it in memory before any code of ours sees it.
@Singleton
final class BoundedBodyBinder implements TypedRequestArgumentBinder<BoundedBody> {

  private final BodyMemory memory;

  BoundedBodyBinder(BodyMemory memory) {
    this.memory = memory;
  }

  @Override
  public Argument<BoundedBody> argumentType() {
    return Argument.of(BoundedBody.class);
  }

  @Override
  public BindingResult<BoundedBody> bind(
      ArgumentConversionContext<BoundedBody> context, HttpRequest<?> source) {
    ByteBody sent = bodyOf(source);
    long length = sent.expectedLength().orElse(0);
    if (length > BoundedBody.LARGEST) {
      // Checked first: an error while reading would leave the sender with unsent bytes.
      throw new ContentLengthExceededException(BoundedBody.LARGEST, length);
    }
    var body = new BoundedBody(sent.toInputStream(), memory.open());
    return () -> Optional.of(body);
  }

  /// Also for a request that a filter has changed: its body is that of the original request.
  private static ByteBody bodyOf(HttpRequest<?> request) {
    return switch (request) {
      case NettyHttpRequestBuilder netty ->
          Objects.requireNonNull(netty.byteBodyDirect(), "a body that a filter replaced");
      case HttpRequestWrapper<?> wrapper -> bodyOf(wrapper.getDelegate());
      default -> throw new IllegalStateException("not a request of this server: " + request);
    };
  }
}
