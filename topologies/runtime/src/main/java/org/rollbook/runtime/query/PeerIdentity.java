package org.rollbook.runtime.query;

/// What instances must have in common to answer one another. Each question and each answer carries
/// it, for an address alone proves nothing: an instance of another site may listen there.
///
/// @param cluster the id of the Kafka cluster
/// @param application the application id, which names site, topology and the version of its state
/// @param topologyVersion that version by itself
/// @param protocol the version of how they write to one another
public record PeerIdentity(String cluster, String application, int topologyVersion, int protocol) {

  /// The header that carries it.
  public static final String HEADER = "Rollbook-Peer";

  /// Version 1 had no identities. To be raised with each change of [PeerCodec] or of the header:
  /// releases that differ in it refuse one another, and each goes on with the copies it has.
  private static final int PROTOCOL = 2;

  /// An instance of this release.
  public static PeerIdentity of(String cluster, String application, int topologyVersion) {
    return new PeerIdentity(cluster, application, topologyVersion, PROTOCOL);
  }

  /// As the header has it.
  @Override
  public String toString() {
    return "cluster=%s; application=%s; topology=%d; protocol=%d"
        .formatted(cluster, application, topologyVersion, protocol);
  }
}
