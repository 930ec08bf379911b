package org.rollbook.runtime.serve.query;

import org.rollbook.runtime.watermark.SourceList;

/// What instances must have in common to answer one another. Each question and each answer carries
/// it. An address alone proves nothing: an instance of another site may use it by now.
///
/// @param cluster the id of the Kafka cluster
/// @param application the application id, which names site, topology and the version of its state
/// @param topologyVersion that version alone
/// @param sources a fingerprint of the source topics that it is set up to read: an as-of about
///   other topics is of no use to the asker
/// @param protocol the version of the protocol between instances
public record PeerIdentity(
    String cluster, String application, int topologyVersion, String sources, int protocol) {

  /// The header that carries it.
  public static final String HEADER = "Rollbook-Peer";

  /// Version 1 had no identities. Raise it with each change of [PeerCodec] or of the header:
  /// releases with different versions refuse one another, and each goes on with its own replicas.
  private static final int PROTOCOL = 4;

  /// The identity of an instance of this release.
  public static PeerIdentity of(
      String cluster, String application, int topologyVersion, SourceList sources) {
    return new PeerIdentity(cluster, application, topologyVersion, sources.fingerprint(), PROTOCOL);
  }

  /// The value of the header.
  @Override
  public String toString() {
    return "cluster=%s; application=%s; topology=%d; sources=%s; protocol=%d"
        .formatted(cluster, application, topologyVersion, sources, protocol);
  }
}
