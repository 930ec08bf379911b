package org.rollbook.reconciler.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.reconciler.lms.Dialect;
import org.rollbook.reconciler.lms.Orgs;
import org.rollbook.runtime.settings.Environment;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;

/// The settings of the reconciler.
///
/// @param common to all deployables
/// @param databaseUrl of JDBC, without credentials
/// @param interval from the beginning of a pass to the beginning of the next
/// @param margin longer than any transaction of the LMS: events leave before their transaction ends
/// @param maxReplicaLag how far the database may be behind; reading pauses while it is further
/// @param maxThreadsRunning how many statements the database may be executing; reading pauses while
///   there are more
/// @param orgs whose courses are compared
/// @param views the addresses of the views, in any order
public record ReconcilerSettings(
    Settings common,
    String databaseUrl,
    String username,
    Optional<String> password,
    Mode mode,
    Duration interval,
    Duration margin,
    Duration maxReplicaLag,
    int maxThreadsRunning,
    Orgs orgs,
    List<URI> views) {

  private static final String URL = "ROLLBOOK_LMS_DATABASE_URL";
  private static final String ORGS = "ROLLBOOK_RECONCILE_ORGS";
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final int PORT = 8107;

  public ReconcilerSettings {
    views = List.copyOf(views);
  }

  /// Reads the environment.
  ///
  /// @param hostName of this machine
  /// @throws WrongSetting naming the first variable with an invalid value
  public static ReconcilerSettings from(Map<String, String> variables, String hostName) {
    var environment = new Environment(variables);
    return new ReconcilerSettings(
        Settings.from(variables, "reconciler", 1, PORT, List.of(), hostName),
        databaseUrl(environment),
        required(environment, "ROLLBOOK_LMS_DATABASE_USERNAME"),
        environment.text("ROLLBOOK_LMS_DATABASE_PASSWORD"),
        mode(environment),
        environment.duration("ROLLBOOK_RECONCILE_INTERVAL", Duration.ofMinutes(15), LONGEST),
        environment.duration("ROLLBOOK_RECONCILE_MARGIN", Duration.ofMinutes(10), LONGEST),
        environment.duration("ROLLBOOK_RECONCILE_MAX_REPLICA_LAG", Duration.ofSeconds(30), LONGEST),
        environment.whole("ROLLBOOK_RECONCILE_MAX_THREADS_RUNNING", 25, 1, 1_000_000),
        orgs(environment),
        environment.uris(
            "ROLLBOOK_VIEWS", List.of("http://localhost:8101", "http://localhost:8102")));
  }

  private static String databaseUrl(Environment environment) {
    String url = required(environment, URL);
    try {
      Dialect.of(url);
    } catch (IllegalArgumentException foreign) {
      // The URL may have a password in it, against the rules.
      throw new WrongSetting(URL, String.valueOf(foreign.getMessage()));
    }
    if (url.contains("password=") || url.contains("@")) {
      throw new WrongSetting(
          URL, "must not have credentials: ROLLBOOK_LMS_DATABASE_USERNAME and _PASSWORD do");
    }
    return url;
  }

  private static String required(Environment environment, String key) {
    return environment.text(key).orElseThrow(() -> new WrongSetting(key, "must be set"));
  }

  private static Orgs orgs(Environment environment) {
    try {
      return Orgs.of(
          environment.text(ORGS).map(text -> text.split(",")).stream()
              .flatMap(Stream::of)
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .toList());
    } catch (IllegalArgumentException wrong) {
      throw new WrongSetting(ORGS, String.valueOf(wrong.getMessage()));
    }
  }

  private static Mode mode(Environment environment) {
    return switch (environment.text("ROLLBOOK_RECONCILE", "report")) {
      case "report" -> Mode.REPORT;
      case "repair" -> Mode.REPAIR;
      case String other ->
          throw new WrongSetting("ROLLBOOK_RECONCILE", "must be report or repair, is " + other);
    };
  }
}
