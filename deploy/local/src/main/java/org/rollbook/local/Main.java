package org.rollbook.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.testkit.PortTakenException;
import org.rollbook.testkit.process.ParentEnd;
import org.rollbook.testkit.settings.MavenProgram;

/// Runs the whole system on this machine until it is stopped, or the process that started it has
/// ended.
///
/// Exit codes: 130 or 143 if it was stopped (Ctrl-C, `SIGTERM`); 2 for a wrong setting or a taken
/// port; 1 if something did not start.
public final class Main {

  private static final int FAILED = 1;

  private Main() {}

  /// Takes the settings from the system properties, and from `rollbook.home` where the jars are.
  public static void main(String[] arguments) throws InterruptedException {
    ParentEnd.exitWith(System::exit);
    System.exit(MavenProgram.codeOf(Main::run));
  }

  /// Returns only if something did not start; a stop ends the JVM itself.
  private static int run() throws InterruptedException {
    var settings = LocalSettings.from(MavenProgram.properties(LocalSettings::requireKnownOnly));
    settings.ports().requireFree(settings.processes());
    if (starts(settings, DataFolder.open(settings.data()))) {
      new CountDownLatch(1).await();
    }
    return FAILED;
  }

  private static boolean starts(LocalSettings settings, DataFolder folder) {
    // Before the first logger: the configuration reads it.
    System.setProperty("rollbook.local.log", folder.log().toString());
    var clock = Clock.system(ZoneId.systemDefault());
    var console = new Console(System.out);
    var status =
        new RunStatus(console, clock, FirstSteps.curls(settings, FirstSteps.Known.NOTHING));
    var home = Path.of(System.getProperty("rollbook.home", ""));
    var stack = new LocalStack(settings, home, folder, status, clock);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stack, folder), "stop"));
    console.starting(settings, folder);
    try {
      stack.start();
      return true;
    } catch (PortTakenException e) {
      throw settings.ports().taken(e.port());
    } catch (RuntimeException | AssertionError e) {
      if (status.isStopping()) {
        return true; // It failed because it is being stopped.
      }
      console.failed(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void close(LocalStack stack, DataFolder folder) {
    try {
      stack.close();
    } finally {
      folder.close();
    }
  }
}
