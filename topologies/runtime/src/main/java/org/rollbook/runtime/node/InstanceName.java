package org.rollbook.runtime.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.rollbook.runtime.settings.WrongSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ensures that a name that survives restarts (`ROLLBOOK_INSTANCE_ID`) is not used by another
/// process.
///
/// The group knows who joined under the name last, but not whether that process still runs: it may
/// be this one before a `kill -9`. So the process itself is asked. Without this check Kafka would
/// throw the earlier one out when the later one joins.
///
/// @param name empty if the instance has none
/// @param address its advertised `host:port`
/// @param group whose members have their addresses as client ids
/// @param admin how to reach the broker
record InstanceName(
    Optional<String> name, String address, String group, Map<String, Object> admin) {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceName.class);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  /// @throws WrongSetting if a process elsewhere runs under this name
  void requireFree() throws InterruptedException {
    for (String other : name.isPresent() ? addresses() : List.<String>of()) {
      if (!other.equals(address) && runs(other)) {
        throw new WrongSetting(
            "ROLLBOOK_INSTANCE_ID",
            "another process has taken the name " + name.get() + ", at " + other);
      }
    }
  }

  /// The addresses that members of the group under this name advertise.
  private List<String> addresses() throws InterruptedException {
    try (Admin client = Admin.create(admin)) {
      return client.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(found -> found.members().stream())
          .filter(member -> member.groupInstanceId().equals(name))
          .map(MemberDescription::clientId)
          .toList();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
        LOG.atWarn().setCause(failed).log("The group could not be asked who has the instance id");
      }
      return List.of();
    }
  }

  private static boolean runs(String address) throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build()) {
      var probe =
          HttpRequest.newBuilder(URI.create("http://" + address + "/health/liveness"))
              .timeout(ANSWERS_WITHIN)
              .build();
      http.send(probe, BodyHandlers.discarding());
      return true;
    } catch (IOException | IllegalArgumentException nobody) {
      return false;
    }
  }
}
