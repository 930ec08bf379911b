package org.rollbook.testkit;

/// Another process has the port that was requested by number.
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int port;

  public PortTakenException(int port) {
    super("port " + port + " is taken");
    this.port = port;
  }

  public int port() {
    return port;
  }
}
