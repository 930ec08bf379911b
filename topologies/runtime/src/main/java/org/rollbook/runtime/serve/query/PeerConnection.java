package org.rollbook.runtime.serve.query;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.Closer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.serve.query.PeerHttp.Response;

/// One connection to a peer, for one question at a time.
///
/// Only [#cut] may be called by another thread. It ends whatever is under way: connecting, writing
/// or reading.
final class PeerConnection {

  /// Far more than any answer has.
  private static final int LONGEST_ANSWER = 64 << 20;

  private static final HttpProcessor HEADERS =
      new DefaultHttpProcessor(RequestContent.INSTANCE, RequestTargetHost.INSTANCE);
  private static final HttpRequestExecutor EXCHANGES = new HttpRequestExecutor();

  private final Socket socket = new Socket();
  private final Http http = new Http();
  private boolean reusable;
  private long answeredAt;

  /// Shows whether more was read than belongs to an answer.
  private static final class Http extends DefaultBHttpClientConnection {

    private static final Http1Config LIMITS =
        Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

    private @Nullable SessionInputBuffer read;

    Http() {
      super(LIMITS);
    }

    @Override
    protected InputStream createContentInputStream(
        long length, SessionInputBuffer buffer, InputStream socket) {
      read = buffer;
      return super.createContentInputStream(length, buffer, socket);
    }

    /// Whether nothing has come after the answer. It is not known after an answer without a body.
    boolean isAtEndOfAnswer() {
      SessionInputBuffer buffer = read;
      return buffer != null && buffer.length() == 0;
    }
  }

  boolean isConnected() {
    return socket.isConnected();
  }

  void connect(InetSocketAddress address, Duration within) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(address, Math.toIntExact(within.toMillis()));
    http.bind(socket);
  }

  /// @throws IOException if no whole answer comes; the connection is then of no use
  Response ask(ClassicHttpRequest question) throws IOException {
    reusable = false;
    var context = HttpCoreContext.create();
    try {
      EXCHANGES.preProcess(question, HEADERS, context);
      ClassicHttpResponse response = EXCHANGES.execute(question, http, context);
      byte[] body = whole(response.getEntity());
      reusable = EXCHANGES.keepAlive(question, response, http, context) && http.isAtEndOfAnswer();
      answeredAt = System.nanoTime();
      return new Response(response.getCode(), identity(response), Bytes.wrap(body));
    } catch (HttpException nonsense) {
      throw new IOException("not HTTP", nonsense);
    }
  }

  private static Optional<String> identity(ClassicHttpResponse response) {
    return Optional.ofNullable(response.getFirstHeader(PeerIdentity.HEADER)).map(Header::getValue);
  }

  /// The whole body. Memory is taken only for what arrives, whatever length was promised.
  private static byte[] whole(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    byte[] body = entity.getContent().readNBytes(LONGEST_ANSWER + 1);
    if (body.length > LONGEST_ANSWER) {
      throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes");
    }
    return body;
  }

  /// Whether the peer intends to answer over it again.
  boolean isReusable() {
    return reusable;
  }

  boolean isIdleFor(Duration time) {
    return System.nanoTime() - answeredAt >= time.toNanos();
  }

  /// Whether the next question may go over it: the peer has sent nothing unasked, which would be
  /// taken for its answer, and has not hung up. To check the latter takes a millisecond if it has
  /// not.
  ///
  /// @param trusted how long after its last use the peer is assumed not to have hung up
  boolean isUsable(Duration trusted) {
    try {
      return socket.getInputStream().available() == 0
          && !(isIdleFor(trusted) && http.isStale())
          && http.isAtEndOfAnswer();
    } catch (IOException broken) {
      return false;
    }
  }

  void cut() {
    Closer.closeQuietly(socket);
  }
}
