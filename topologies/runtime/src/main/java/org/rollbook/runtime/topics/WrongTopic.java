package org.rollbook.runtime.topics;

/// A topic that is not as we need it, and that we must not change; the message is one line that
/// names it. The process ends with exit code 2.
public final class WrongTopic extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongTopic(String topic, String problem) {
    super("topic " + topic + ": " + problem.lines().findFirst().orElse("unusable"));
  }
}
