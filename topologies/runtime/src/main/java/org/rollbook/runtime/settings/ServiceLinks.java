package org.rollbook.runtime.settings;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The variables that Kubernetes puts into the environment of every pod for each service of its
/// namespace, unless `enableServiceLinks` is false, and Docker for each linked container. A service
/// that is called `rollbook-management` or `kafka-consumer` makes names that look like settings of
/// ours.
///
/// ```
/// <SERVICE>_SERVICE_HOST=10.96.0.7             <SERVICE>_PORT=tcp://10.96.0.7:8201
/// <SERVICE>_SERVICE_PORT=8201                  <SERVICE>_PORT_8201_TCP=tcp://10.96.0.7:8201
/// <SERVICE>_SERVICE_PORT_<PORT NAME>=8201      <SERVICE>_PORT_8201_TCP_ADDR=10.96.0.7 (_PORT, _PROTO)
/// ```
final class ServiceLinks {

  private static final Pattern NAME =
      Pattern.compile(
          ".+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)");

  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private ServiceLinks() {}

  /// The variables that are no service links.
  static Map<String, String> removedFrom(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> !isLink(variable.getKey(), variable.getValue()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isLink(String name, String value) {
    return NAME.matcher(name).matches()
        || (name.endsWith("_PORT") && ADDRESS.matcher(value).matches());
  }
}
