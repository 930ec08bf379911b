package org.rollbook.runtime.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/// How an instance and its peers know each other.
///
/// @param identity what this instance sends, and wants to receive; empty until the broker has named
///   its cluster
/// @param secret likewise; empty lets everybody ask
public record PeerCredentials(Supplier<Optional<String>> identity, Optional<String> secret) {

  private static final String SCHEME = "Bearer ";

  /// What to send as `Authorization`.
  Optional<String> authorization() {
    return secret.map(known -> SCHEME + known);
  }

  /// Whether whoever sent this knows the secret.
  boolean areKnownTo(Optional<String> authorization) {
    return authorization()
        .map(wanted -> authorization.filter(sent -> isSame(sent, wanted)).isPresent())
        .orElse(true);
  }

  /// Takes as long for a secret that is nearly right as for one that is not.
  private static boolean isSame(String sent, String wanted) {
    return MessageDigest.isEqual(sent.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }
}
