package org.rollbook.runtime.settings;

/// A setting with an invalid value; the message is one line that names it. The process ends with
/// exit code 2.
public final class WrongSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WrongSetting(String key, String problem) {
    super(key + ": " + problem);
  }
}
