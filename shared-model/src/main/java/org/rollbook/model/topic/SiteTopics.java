package org.rollbook.model.topic;

import java.util.List;

/// The derived topics of one topology at one site.
public record SiteTopics(String topology, TopicPrefix site, List<PublishedTopic<?, ?>> topics) {

  public SiteTopics {
    topics = List.copyOf(topics);
  }
}
