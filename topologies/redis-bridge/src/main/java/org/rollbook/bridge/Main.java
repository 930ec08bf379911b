package org.rollbook.bridge;

import org.rollbook.bridge.settings.BridgeSettings;
import org.rollbook.runtime.node.NodeProcess;

/// Starts one instance of the bridge.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        NodeProcess.run(
            () ->
                new BridgeNode(
                    BridgeSettings.from(System.getenv(), NodeProcess.hostName()),
                    NodeProcess.clock())));
  }
}
