package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.state.HostInfo;

/// The other instances, asked over HTTP on their management ports.
///
/// No address is forgotten. Each takes a few hundred bytes, and there are as many as members ever
/// advertised. One that is gone from the metadata may come back with the next; until then the state
/// of its circuit breaker and its questions under way must not be lost.
public final class Peers implements AutoCloseable {

  /// The path of all questions between instances.
  public static final String PATH = "/internal/v1";

  private final PeerHttp http = new PeerHttp();
  private final ConcurrentMap<HostInfo, Peer> peers = new ConcurrentHashMap<>();
  private final PeerCredentials credentials;
  private final Clock clock;

  public Peers(PeerCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  ReplicaReader at(HostInfo host) {
    return peers.computeIfAbsent(
        host, any -> new Peer(host, http, credentials, Peer.Limits.STANDARD, clock));
  }

  /// The faults of other instances, each in a sentence for an operator. A fault is what was wrong
  /// with the last answer of that instance.
  ///
  /// @param members the instances to report; one that has left is not a fault any more
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
