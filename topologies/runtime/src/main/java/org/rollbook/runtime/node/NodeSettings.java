package org.rollbook.runtime.node;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.settings.Settings;

/// What follows from the settings for the parts of every deployable.
public final class NodeSettings {

  private NodeSettings() {}

  /// How the broker is reached by an admin client.
  public static Map<String, Object> admin(Settings settings) {
    var client =
        new TreeMap<String, Object>(
            settings.kafka().forClient("admin", AdminClientConfig.configNames()));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    return client;
  }

  /// Until tokens are implemented, only an instance with security set to off serves other machines.
  ///
  /// @param concurrentReads how many questions may be under way at once
  public static HttpSettings http(Settings settings, int concurrentReads) {
    return new HttpSettings(
        settings.port(),
        settings.managementPort(),
        switch (settings.security()) {
          case OFF -> Optional.empty();
          case JWT -> Optional.of("127.0.0.1");
        },
        settings.publicUrl(),
        switch (settings.security()) {
          case OFF -> HttpSettings.Security.OFF;
          case JWT -> HttpSettings.Security.JWT;
        },
        settings.bounds().maxStaleness(),
        concurrentReads);
  }
}
