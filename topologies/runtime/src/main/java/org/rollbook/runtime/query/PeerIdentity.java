package org.rollbook.runtime.query;

import org.rollbook.runtime.watermark.SourceList;

/// What instances must have in common to answer one another. Each question and each answer carries
/// it, for an address alone proves nothing: an instance of another site may listen there.
///
/// @param cluster the id of the Kafka cluster
/// @param application the application id, which names site, topology and the version of its state
/// @param topologyVersion that version by itself
/// @param sources a fingerprint of the source topics that it is set up to read: an as-of about
///   other topics says nothing to who asks
/// @param protocol the version of how they write to one another
public record PeerIdentity(
    String cluster, String application, int topologyVersion, String sources, int protocol) {

  /// The header that carries it.
  public static final String HEADER = "Rollbook-Peer";

  /// Version 1 had no identities. To be raised with each change of [PeerCodec] or of the header:
  /// releases that differ in it refuse one another, and each goes on with the copies it has.
  private static final int PROTOCOL = 2;

  /// An instance of this release.
  public static PeerIdentity of(
      String cluster, String application, int topologyVersion, SourceList sources) {
    return new PeerIdentity(cluster, application, topologyVersion, sources.fingerprint(), PROTOCOL);
  }

  /// As the header has it.
  @Override
  public String toString() {
    return "cluster=%s; application=%s; topology=%d; sources=%s; protocol=%d"
        .formatted(cluster, application, topologyVersion, sources, protocol);
  }
}
