package org.rollbook.model.topic;

import java.util.List;

/// What one topology publishes at one site.
public record SiteTopics(String topology, TopicPrefix site, List<PublishedTopic<?, ?>> topics) {

  public SiteTopics {
    topics = List.copyOf(topics);
  }
}
