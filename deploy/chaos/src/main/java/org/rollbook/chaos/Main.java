package org.rollbook.chaos;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.testkit.process.ParentEnd;
import org.rollbook.testkit.settings.WrongSettingException;

/// Runs the drills, and says with its exit code how that went: 0 nothing is wrong; 1 something is,
/// or a drill could not be run; 2 a wrong setting.
public final class Main {

  private static final int WRONG = 1;
  private static final int WRONG_SETTING = 2;

  private Main() {}

  /// Takes the settings from the system properties, and from `rollbook.home` where the jars are.
  public static void main(String[] arguments) {
    ParentEnd.exitWith(System::exit);
    try {
      ChaosSettings settings = settings();
      var home = Path.of(System.getProperty("rollbook.home", "")).toAbsolutePath();
      List<String> faults = new Chaos(settings, home, System.out, Clock.systemUTC()).run();
      faults.forEach(fault -> System.out.println("FAULT " + fault));
      System.out.println(faults.isEmpty() ? "Nothing is wrong." : "Something is wrong.");
      System.exit(faults.isEmpty() ? 0 : WRONG);
    } catch (WrongSettingException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_SETTING);
    }
  }

  private static ChaosSettings settings() {
    Optional.ofNullable(System.getenv("MAVEN_CMD_LINE_ARGS"))
        .ifPresent(ChaosSettings::requireKnownOnly);
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((key, value) -> properties.put(key.toString(), value.toString()));
    return ChaosSettings.from(properties);
  }
}
