package org.rollbook.guard.stack;

import java.util.Map;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.site.Site;

/// A running instance of a view at a site of its own, in a folder that is deleted afterwards.
record RunningSite(Site site, TemporaryFolder folder) implements AutoCloseable {

  /// Starts one and waits until it is ready.
  static RunningSite of(String topology, Map<String, String> settings) {
    TemporaryFolder folder = TemporaryFolder.create(topology);
    Site site = Site.start(topology, folder.path(), settings);
    site.view().awaitReady();
    return new RunningSite(site, folder);
  }

  @Override
  public void close() {
    site.close();
    folder.close();
  }
}
