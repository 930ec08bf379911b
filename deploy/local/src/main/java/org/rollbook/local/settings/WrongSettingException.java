package org.rollbook.local.settings;

import java.io.Serial;

/// A setting that the stack cannot run with. The message is one line that names it.
public final class WrongSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// @param setting without `local.`
  /// @param why completes the sentence that begins with the setting
  public WrongSettingException(String setting, String why) {
    super(LocalSettings.PROPERTIES + setting + " " + why);
  }
}
