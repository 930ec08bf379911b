package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.testkit.site.Subscribers;
import org.rollbook.testkit.site.TopicDeclarations;

/// Both derived topics, read with clients that are not ours, each of which makes the same sum of
/// each course; and the topics that operators declare.
@ExtendWith(SharedParameters.class)
public interface SubscribersContract extends StackSamples {

  @SharedByTests
  default SubscribedView subscribed() {
    return SubscribedView.of(campus());
  }

  @Test
  default void shouldBeReadByAPlainJavaConsumerWithGenericAvro(SubscribedView view) {
    assertThat(view.rows().java(ofRow())).isEqualTo(view.sums());
    assertThat(view.figures().java(ofFigures())).isEqualTo(view.sums());
  }

  @Test
  default void shouldBeReadByPythonsConfluentClient(SubscribedView view) {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    for (Map<String, Long> printed :
        List.of(view.rows().python(ofRow()), view.figures().python(ofFigures()))) {
      assertThat(printed).hasSize(5);
      assertThat(view.sums()).containsAllEntriesOf(printed);
    }
  }

  @Test
  default void shouldBeReadByKcatWithADecoder(SubscribedView view) {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertThat(view.rows().kcat(ofRow(), "learner_id", "course_key")).isEqualTo(view.sums());
    assertThat(view.figures().kcat(ofFigures(), "course_key")).isEqualTo(view.sums());
  }

  @Test
  default void shouldShowKcatTheHeaders(SubscribedView view) {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertHeaders(view, view.rows(), view.derived().topicOfRows());
    assertHeaders(view, view.figures(), view.derived().topicOfFigures());
  }

  /// The script for operators declares exactly the topics that an instance creates for itself.
  @Test
  default void shouldDeclareTheTopicsThatAnInstanceCreates(SubscribedView view) {
    assertThat(TopicDeclarations.printed(view.site()))
        .isEqualTo(TopicDeclarations.created(view.site()));
  }

  private static void assertHeaders(
      SubscribedView view, Subscribers topic, PublishedTopic<?, ?> declared) {
    String headers =
        "ce_specversion=1.0,content-type=application/avro,ce_type=" + declared.eventType();
    assertThat(topic.headers())
        .hasSameSizeAs(view.site().committed(topic.topic()))
        .allMatch(line -> line.startsWith(headers));
  }

  private String ofRow() {
    return campus().sum().row();
  }

  private String ofFigures() {
    return campus().sum().figures();
  }
}
