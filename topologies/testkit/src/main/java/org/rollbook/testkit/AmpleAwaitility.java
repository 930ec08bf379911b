package org.rollbook.testkit;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Gives each `await()` of a module's tests [TimeLimit#AMPLE] instead of Awaitility's 10 s, which a
/// busy machine exceeds. JUnit finds it as a service wherever the testkit is.
public final class AmpleAwaitility implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(TimeLimit.AMPLE);
  }
}
