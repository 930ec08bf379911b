package org.rollbook.chaos;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.rollbook.testkit.process.ParentEnd;
import org.rollbook.testkit.settings.MavenProgram;

/// Runs the drills. The exit code is 0 if nothing is wrong; 1 if something is wrong or a drill
/// could not be run; 2 for a wrong setting, or if another run is under way here.
public final class Main {

  private static final int WRONG = 1;

  private Main() {}

  /// Takes the settings from the system properties, and from `rollbook.home` where the jars are.
  public static void main(String[] arguments) throws InterruptedException {
    ParentEnd.exitWith(System::exit);
    System.exit(MavenProgram.codeOf(Main::run));
  }

  private static int run() {
    var settings = ChaosSettings.from(MavenProgram.properties(ChaosSettings::requireKnownOnly));
    var home = Path.of(System.getProperty("rollbook.home", "")).toAbsolutePath();
    List<String> faults;
    try (var _ = MavenProgram.claim(Chaos.folder(home))) {
      faults = new Chaos(settings, home, System.out, Clock.systemUTC()).run();
    }
    faults.forEach(fault -> System.out.println("FAULT " + fault));
    System.out.println(faults.isEmpty() ? "Nothing is wrong." : "Something is wrong.");
    return faults.isEmpty() ? 0 : WRONG;
  }
}
