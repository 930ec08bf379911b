package org.rollbook.bridge.publish;

/// The registry does not give an id now.
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String why) {
    super(why);
  }
}
