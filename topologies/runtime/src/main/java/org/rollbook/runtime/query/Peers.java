package org.rollbook.runtime.query;

import java.time.Clock;
import java.util.List;
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

  private final PeerHttp http = new PeerHttp();
  private final ConcurrentMap<HostInfo, Peer> peers = new ConcurrentHashMap<>();
  private final PeerCredentials credentials;
  private final Clock clock;

  public Peers(PeerCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  Holder at(HostInfo host) {
    return peers.computeIfAbsent(
        host, any -> new Peer(host, http, credentials, Peer.Limits.STANDARD, clock));
  }

  /// What is wrong with some of the others, each a sentence for an operator: what came of the last
  /// question to each of them.
  ///
  /// @param members who is to be told of; one that has left is no fault any more
  public List<String> faults(List<HostInfo> members) {
    return members.stream()
        .flatMap(member -> Optional.ofNullable(peers.get(member)).stream())
        .flatMap(peer -> peer.fault().stream())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    http.close();
  }
}
