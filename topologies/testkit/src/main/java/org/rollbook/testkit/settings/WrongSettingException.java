package org.rollbook.testkit.settings;

import java.io.Serial;

/// A setting that a program cannot run with. The message is one line that names it.
public final class WrongSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// @param setting in full, such as `local.learners`
  /// @param why completes the sentence that begins with the setting
  public WrongSettingException(String setting, String why) {
    super(setting + " " + why);
  }
}
