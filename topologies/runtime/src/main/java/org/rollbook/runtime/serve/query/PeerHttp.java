package org.rollbook.runtime.serve.query;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/// Sends questions to peers over connections that stay open. The asking thread itself writes and
/// reads: it is a virtual one, which costs nothing while it waits, so no work passes between
/// threads.
///
/// It follows no redirects, tries nothing again and decodes nothing: [Peer] judges the response,
/// and limits how many questions are under way. Thread-safe.
final class PeerHttp implements AutoCloseable {

  /// The idle connections of each peer, the most recently used first.
  private final ConcurrentMap<HostInfo, Deque<PeerConnection>> idle = new ConcurrentHashMap<>();

  private final Set<PeerConnection> all = ConcurrentHashMap.newKeySet();

  /// Cuts connections at their deadlines. Timeouts of sockets would not do: they begin anew with
  /// each byte, and do not cover writing. After it is closed it discards new tasks: each connection
  /// is cut by then.
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("peer-deadlines").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final NameLookup names;
  private final Timing timing;
  private volatile boolean closed;

  /// The response of a peer.
  ///
  /// @param identity the identity that the peer names, see [PeerIdentity#HEADER]
  record Response(int status, Optional<String> identity, Bytes body) {}

  /// How long connections take and stay.
  ///
  /// @param connect how long it may take to find a peer's address, and to connect to it. A machine
  ///   that is gone refuses nothing, and a standby could answer meanwhile
  /// @param trusted for how long an idle one is used without a check whether the peer has hung up
  /// @param kept for how long an idle one stays open, or up to twice as long; far less than peers
  ///   keep it open
  record Timing(Duration connect, Duration trusted, Duration kept) {

    static final Timing STANDARD =
        new Timing(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  PeerHttp() {
    this(new NameLookup(InetAddress::getByName), Timing.STANDARD);
  }

  PeerHttp(NameLookup names, Timing timing) {
    this.names = names;
    this.timing = timing;
    deadlines.setRemoveOnCancelPolicy(true);
    long every = timing.kept().toNanos();
    var _ = deadlines.scheduleWithFixedDelay(this::dropIdle, every, every, NANOSECONDS);
  }

  /// Sends a question, and waits for the whole answer.
  ///
  /// @param headers that identify this instance
  /// @param deadline for the whole exchange
  /// @throws IOException if there is no whole answer by then
  Response post(
      HostInfo peer, String path, Map<String, String> headers, byte[] question, Duration deadline)
      throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      // The interrupt would end a connection even if the thread only checked it.
      throw new InterruptedIOException();
    }
    Deque<PeerConnection> kept = idle.computeIfAbsent(peer, any -> new ConcurrentLinkedDeque<>());
    PeerConnection connection = usable(kept).orElseGet(this::opened);
    // Decides which came first, the end or the deadline: a cancelled task may already be running.
    var over = new AtomicBoolean();
    Future<?> atDeadline =
        deadlines.schedule(
            () -> {
              if (over.compareAndSet(false, true)) {
                connection.cut();
              }
            },
            deadline.toNanos(),
            NANOSECONDS);
    try {
      if (!connection.isConnected()) {
        connection.connect(address(peer), timing.connect());
      }
      return connection.ask(request(peer, path, headers, question));
    } finally {
      atDeadline.cancel(false);
      if (over.compareAndSet(false, true) && connection.isReusable()) {
        kept.addFirst(connection);
      } else {
        drop(connection);
      }
    }
  }

  private InetSocketAddress address(HostInfo peer) throws IOException {
    InetAddress host = names.addressOf(peer.host(), timing.connect());
    try {
      return new InetSocketAddress(host, peer.port());
    } catch (IllegalArgumentException noPort) {
      throw new IOException("not an address: " + peer, noPort);
    }
  }

  private static ClassicHttpRequest request(
      HostInfo peer, String path, Map<String, String> headers, byte[] question) {
    var request =
        new BasicClassicHttpRequest(
            Method.POST, new HttpHost("http", peer.host(), peer.port()), path);
    request.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_OCTET_STREAM));
    headers.forEach(request::setHeader);
    return request;
  }

  private Optional<PeerConnection> usable(Deque<PeerConnection> kept) {
    @Nullable PeerConnection last = kept.pollFirst();
    while (last != null && !last.isUsable(timing.trusted())) {
      drop(last);
      last = kept.pollFirst();
    }
    return Optional.ofNullable(last);
  }

  private PeerConnection opened() {
    var connection = new PeerConnection();
    all.add(connection);
    if (closed) {
      drop(connection);
    }
    return connection;
  }

  private void drop(PeerConnection connection) {
    connection.cut();
    all.remove(connection);
  }

  private void dropIdle() {
    idle.values().forEach(this::dropIdle);
  }

  private void dropIdle(Deque<PeerConnection> kept) {
    @Nullable PeerConnection oldest = kept.pollLast();
    while (oldest != null && oldest.isIdleFor(timing.kept())) {
      drop(oldest);
      oldest = kept.pollLast();
    }
    if (oldest != null) {
      kept.addLast(oldest);
    }
  }

  /// How many connections there are, idle or not.
  int connections() {
    return all.size();
  }

  /// Ends the questions that are under way; later ones are refused.
  @Override
  public void close() {
    closed = true;
    all.forEach(PeerConnection::cut);
    deadlines.shutdownNow();
  }
}
