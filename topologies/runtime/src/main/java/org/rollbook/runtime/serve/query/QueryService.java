package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.watermark.SourceList;

/// What all readers of an instance share, and the endpoint for its peers.
public final class QueryService {

  /// Peers have a gate of their own beside that of clients, so that neither keeps the other out.
  private static final int PEERS_AT_ONCE = 256;

  private final Map<String, ServedStore<?>> stores = new ConcurrentHashMap<>();
  private final LocalReplicaReader here;
  private final PartitionReader partitions;
  private final Local local;
  private final QueryMeters meters;

  /// What this instance has.
  ///
  /// @param partitions of every journal, and so of every store
  /// @param instance the advertised `host:port`, the instance's name in answers
  /// @param sources the source topics that this instance is set up to read; its as-of times are
  ///   about these only
  /// @param clockSkew how far the clocks of brokers may differ
  public record Local(
      Replicas replicas,
      LiveTasks tasks,
      int partitions,
      String instance,
      SourceList sources,
      Duration clockSkew,
      BrokerTime time,
      Clock clock) {}

  public QueryService(Local local, Locator locator, Peers peers, QueryMeters meters) {
    this(local, locator, peers::at, meters);
  }

  QueryService(
      Local local, Locator locator, Function<HostInfo, ReplicaReader> peers, QueryMeters meters) {
    this.local = local;
    this.meters = meters;
    here = new LocalReplicaReader(stores, local, new AsOfRule(local.clockSkew(), local.time()));
    partitions = new PartitionReader(locator, here, peers, local.time(), local.clock());
  }

  /// Reads a store, and lets peers read it.
  public <R> ViewReader<R> reader(ServedStore<R> store) {
    stores.put(store.spec().name(), store);
    return new ViewReader<>(store, this);
  }

  /// The endpoint that peers ask.
  public PeerEndpoint endpoint(PeerCredentials credentials) {
    return new PeerEndpoint(here, credentials, new Bulkhead(PEERS_AT_ONCE), local.clock());
  }

  /// The meters of questions.
  public QueryMeters meters() {
    return meters;
  }

  PartitionReader partitions() {
    return partitions;
  }

  int partitionCount() {
    return local.partitions();
  }

  String instance() {
    return local.instance();
  }
}
