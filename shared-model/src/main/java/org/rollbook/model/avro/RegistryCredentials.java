package org.rollbook.model.avro;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Our user name and password at the registry, for HTTP basic authentication.
public record RegistryCredentials(String username, String password) {

  public RegistryCredentials {
    if (username.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "registry user name must not contain a colon: " + username);
    }
  }

  String header() {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /// Omits the password: records of settings get logged.
  @Override
  public String toString() {
    return "RegistryCredentials[username=" + username + "]";
  }
}
