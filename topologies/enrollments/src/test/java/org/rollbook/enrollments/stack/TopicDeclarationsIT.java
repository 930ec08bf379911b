package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.TopicDeclarations;

/// The script for operators declares exactly the topics that an instance creates for itself.
class TopicDeclarationsIT {

  @TempDir Path folder;

  @Test
  void shouldDeclareTheTopicsThatAnInstanceCreates() {
    try (var site = Site.start("enrollments", folder)) {
      site.view().awaitReady();

      assertThat(TopicDeclarations.printed(site)).isEqualTo(TopicDeclarations.created(site));
    }
  }
}
