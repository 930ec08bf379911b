package org.rollbook.runtime.serve.problem;

import java.io.Serial;

/// A part of the request has an invalid value: answered with 400 `invalid-parameter`, naming the
/// part.
public final class InvalidParameterException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String parameter;

  /// @param parameter as the caller spells it: a path or query variable, a header, a field
  /// @param detail which values are valid, for a person
  public InvalidParameterException(String parameter, String detail) {
    super(detail);
    this.parameter = parameter;
  }

  public String parameter() {
    return parameter;
  }

  /// The sentence for a person.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
