package org.rollbook.runtime.serve.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A connection that answers one request after the other: it does not even decode the next one
/// before the last answer has left. Micronaut would answer all requests that have arrived, and keep
/// the answers that a caller does not read.
///
/// Bytes are passed on up to the end of one request's head, or of its body, at a time ([Arriving]),
/// and a handler behind the codec watches what becomes of the request ([Exchanging]). All but
/// [#unsent()] and [#giveUp()] belongs to the thread of the connection.
final class PacedConnection {

  /// Within this time a request must arrive completely, and an answer must leave completely.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration CHECKED_EVERY = Duration.ofSeconds(5);

  private final UnsentBytes all;
  private final LongSupplier nanos;
  private final Arriving arriving = new Arriving();
  private final AtomicLong unsent = new AtomicLong();

  private @Nullable ChannelHandlerContext context;
  private boolean isAsked;
  private boolean isWhollyAsked;

  /// How many bytes of a body of known length have not been passed on yet. No empty line need
  /// follow it, and the head of the next request must not be passed on with it.
  private long bodyLeft;

  private long arrivingSince;
  private volatile long leavingSince;

  /// @param nanos as [System#nanoTime]
  PacedConnection(UnsentBytes all, LongSupplier nanos) {
    this.all = all;
    this.nanos = nanos;
  }

  /// The handler to put before the codec.
  ChannelHandler arriving() {
    return arriving;
  }

  /// The handler to put behind the codec.
  ChannelHandler exchanging() {
    return new Exchanging();
  }

  /// How many bytes of an answer have not left yet.
  AtomicLong unsent() {
    return unsent;
  }

  /// Since when an answer is leaving, as [System#nanoTime] has it.
  long leavingSince() {
    return leavingSince;
  }

  /// Closes the connection, whatever is under way.
  void giveUp() {
    ChannelHandlerContext open = context;
    if (open != null) {
      var _ = open.channel().close();
    }
  }

  private boolean isBusy() {
    return isAsked && isWhollyAsked;
  }

  private void giveUpIfTooSlow() {
    long now = now();
    if (isLongAgo(arrivingSince, now) || isLongAgo(leavingSince, now)) {
      giveUp();
    }
  }

  private static boolean isLongAgo(long since, long now) {
    return since != 0 && now - since > PATIENCE.toNanos();
  }

  /// Never returns 0, which stands for never.
  private long now() {
    return nanos.getAsLong() | 1;
  }

  /// Holds back the bytes that arrived after the request that is being answered.
  private final class Arriving extends ChannelDuplexHandler {

    private final Queue<ByteBuf> pending = new ArrayDeque<>();
    private final EndOfHead end = new EndOfHead();
    private boolean isPassing;
    private boolean isWanted;
    private @Nullable Future<?> checking;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
      context = added;
      checking =
          added
              .executor()
              .scheduleWithFixedDelay(
                  PacedConnection.this::giveUpIfTooSlow,
                  CHECKED_EVERY.toNanos(),
                  CHECKED_EVERY.toNanos(),
                  TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
      if (checking != null) {
        checking.cancel(false);
      }
      pending.forEach(ReferenceCountUtil::release);
      pending.clear();
      all.left(PacedConnection.this);
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
      if (message instanceof ByteBuf bytes) {
        pending.add(bytes);
      } else {
        here.fireChannelRead(message);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext here) {
      if (pending.isEmpty()) {
        here.fireChannelReadComplete();
      } else {
        pass(here);
      }
    }

    @Override
    public void read(ChannelHandlerContext here) {
      isWanted = true;
      if (!isPassing) {
        pass(here);
      }
    }

    /// Passes on what it may, and then reads on if somebody wants more.
    private void pass(ChannelHandlerContext here) {
      isPassing = true;
      try {
        while (!pending.isEmpty() && !isBusy()) {
          while (!pending.isEmpty() && !isBusy()) {
            passOne(here);
          }
          here.fireChannelReadComplete();
        }
      } finally {
        isPassing = false;
      }
      if (pending.isEmpty() && isWanted) {
        isWanted = false;
        here.read();
      }
    }

    private void passOne(ChannelHandlerContext here) {
      if (!isAsked && arrivingSince == 0) {
        arrivingSince = now();
      }
      ByteBuf bytes = pending.element();
      int length = bodyLeft > 0 ? lengthOfBody(bytes) : lengthOfHead(bytes);
      if (length == bytes.readableBytes()) {
        here.fireChannelRead(pending.remove());
      } else {
        here.fireChannelRead(bytes.readRetainedSlice(length));
      }
    }

    private int lengthOfBody(ByteBuf bytes) {
      int length = (int) Math.min(bodyLeft, bytes.readableBytes());
      bodyLeft -= length;
      return length;
    }

    /// Also of a body of unknown length: an empty line is behind its last chunk.
    private int lengthOfHead(ByteBuf bytes) {
      int last = bytes.forEachByte(end);
      return last < 0 ? bytes.readableBytes() : last + 1 - bytes.readerIndex();
    }
  }

  /// Watches which request is being answered, and when its answer has left.
  private final class Exchanging extends ChannelDuplexHandler {

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
      if (message instanceof HttpRequest request) {
        isAsked = true;
        isWhollyAsked = false;
        bodyLeft = lengthOfBody(request);
      }
      if (message instanceof LastHttpContent) {
        isWhollyAsked = true;
        arrivingSince = 0;
      }
      here.fireChannelRead(message);
    }

    private static long lengthOfBody(HttpRequest request) {
      try {
        return HttpUtil.isTransferEncodingChunked(request)
            ? 0
            : HttpUtil.getContentLength(request, 0L);
      } catch (NumberFormatException refusedByTheCodec) {
        return 0;
      }
    }

    @Override
    public void write(ChannelHandlerContext here, Object message, ChannelPromise promise) {
      if (message instanceof HttpContent content) {
        if (leavingSince == 0) {
          leavingSince = now();
        }
        all.waiting(PacedConnection.this, content.content().readableBytes());
      }
      if (message instanceof LastHttpContent && !isInterim(message)) {
        ChannelPromise sent = promise.unvoid();
        sent.addListener(_ -> left());
        var _ = here.write(message, sent);
      } else {
        var _ = here.write(message, promise);
      }
    }

    /// Whether it is a status such as 100, after which the answer still comes.
    private static boolean isInterim(Object message) {
      return message instanceof HttpResponse response
          && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void left() {
      isAsked = false;
      leavingSince = 0;
      all.left(PacedConnection.this);
      ChannelHandlerContext open = context;
      if (open != null && !arriving.isPassing && !open.isRemoved()) {
        arriving.pass(open);
      }
    }
  }
}
