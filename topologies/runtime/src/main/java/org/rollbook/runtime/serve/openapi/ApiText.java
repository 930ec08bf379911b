package org.rollbook.runtime.serve.openapi;

/// What the documents of all topologies say alike.
public final class ApiText {

  /// The description of an API, after the sentence that states what it is about.
  public static final String ANSWERS =
      """
      , live from Open edX's event bus.

      Every answer states the time as of which it is true (`Rollbook-As-Of`), and 404 `absent` is a \
      promise: there is none as of that time. A question that cannot be answered is refused with a \
      named problem; each `type` leads to a page about it.

      A learner is identified by the numeric LMS id. A course key in a path is one percent-encoded \
      segment; a literal plus is a plus, and old keys may have plain slashes.\
      """;

  private ApiText() {}
}
