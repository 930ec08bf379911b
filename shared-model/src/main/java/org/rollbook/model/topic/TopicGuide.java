package org.rollbook.model.topic;

import java.util.List;

/// What people who consider subscribing to a topic must know. The AsyncAPI document and the page
/// for people are made from it.
///
/// @param summary one sentence: what the topic contains
/// @param recordAppears when a record is written
/// @param tombstoneAppears when a record without a value is written
/// @param useFor what the topic is good for
/// @param notFor questions that it answers badly or wrongly
/// @param seeInstead where those are answered
/// @param example a record as it is really written
public record TopicGuide<K, V>(
    String summary,
    String recordAppears,
    String tombstoneAppears,
    List<String> useFor,
    List<String> notFor,
    List<String> seeInstead,
    TopicExample<K, V> example) {

  public TopicGuide {
    requireText("summary", summary);
    requireText("recordAppears", recordAppears);
    requireText("tombstoneAppears", tombstoneAppears);
    useFor = texts("useFor", useFor);
    notFor = texts("notFor", notFor);
    seeInstead = texts("seeInstead", seeInstead);
  }

  private static List<String> texts(String name, List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    texts.forEach(text -> requireText(name, text));
    return List.copyOf(texts);
  }

  private static void requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }
}
