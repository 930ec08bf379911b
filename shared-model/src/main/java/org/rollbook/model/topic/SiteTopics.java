package org.rollbook.model.topic;

import java.util.List;

/// The derived topics of one topology at one site.
public record SiteTopics(TopologyContract contract, TopicPrefix site) {

  public String topology() {
    return contract.topology();
  }

  public List<PublishedTopic<?, ?>> topics() {
    return contract.published();
  }
}
