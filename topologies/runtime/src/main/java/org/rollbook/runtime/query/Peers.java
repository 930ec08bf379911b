package org.rollbook.runtime.query;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.state.HostInfo;

/// The other instances, asked over HTTP on their management ports.
///
/// No address is forgotten. Each takes a few hundred bytes, there are as many as members ever
/// advertised, and one that is gone from the metadata may be back with the next; what it owes in
/// avoidance and in questions under way must not be lost meanwhile.
public final class Peers implements AutoCloseable {

  /// Where peers ask.
  public static final String PATH = "/internal/v1";

  /// How peers say who they are.
  static final String SCHEME = "Bearer ";

  private final PeerHttp http = new PeerHttp();
  private final ConcurrentMap<HostInfo, Peer> peers = new ConcurrentHashMap<>();
  private final Optional<String> secret;
  private final Clock clock;

  /// @param secret what the peers want to hear; empty if nothing
  public Peers(Optional<String> secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  Holder at(HostInfo host) {
    return peers.computeIfAbsent(
        host, any -> new Peer(host, http, secret, Peer.Limits.STANDARD, clock));
  }

  @Override
  public void close() {
    http.close();
  }
}
