package org.rollbook.guard.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.guard.contract.ViewSamples;
import org.rollbook.testkit.bytes.ByteSearch;
import org.rollbook.testkit.campus.Learner;

/// No personal data of events but the numeric id is stored or served: the process reads events full
/// of personal data, and then all bytes that it wrote are searched.
@ExtendWith(SharedParameters.class)
public interface PersonalDataContract<E, R, A> extends ViewSamples<E, R, A>, GoldenSamples {

  /// Texts of the campus and of the golden messages. Any large file contains usernames of three
  /// letters by chance, so their length byte, or quotes, must precede them.
  ByteSearch SEARCH =
      ByteSearch.forTexts(
          Learner.MARKER,
          "bob@example.com",
          "Bob Ünïcode",
          "staff@example.com",
          "\u0006bob",
          "\"bob\"",
          "\nstaff",
          "\"staff\"");

  @SharedByTests
  default ReadSite read() {
    return ReadSite.of(this);
  }

  /// Whether a record has personal data and is of a type of which the view reads all.
  default boolean isPersonal(ConsumerRecord<byte[], byte[]> message) {
    String type = new String(message.headers().lastHeader("ce_type").value(), UTF_8);
    return definition().readers().stream()
            .filter(reader -> reader.glance().isEmpty())
            .anyMatch(reader -> reader.contract().type().wireName().equals(type))
        && !SEARCH.inRecords(List.of(message)).isEmpty();
  }

  @Test
  default void shouldFindPersonalDataInSourcesAndDeadLetters(ReadSite read) {
    assertThat(SEARCH.inRecords(read.sourceRecords())).isNotEmpty();
    assertThat(SEARCH.inRecords(read.site().deadLetters())).isNotEmpty();
  }

  @Test
  default void shouldWriteNoPersonalDataToJournalsChangelogsAndDerivedTopics(ReadSite read) {
    assertThat(read.ownTopics()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(read.ownTopics())
        .allSatisfy(
            topic -> {
              List<ConsumerRecord<byte[], byte[]>> messages = read.site().broker().records(topic);
              assertThat(messages).isNotEmpty();
              assertThat(SEARCH.inRecords(messages)).isEmpty();
            });
  }

  @Test
  default void shouldHaveNoPersonalDataInStoresAndLog(ReadSite read) throws IOException {
    Path folder = read.running().folder().path();

    assertThat(Files.size(folder.resolve("log"))).isPositive();
    assertThat(SEARCH.inFolder(folder)).isEmpty();
  }

  @Test
  default void shouldHaveNoPersonalDataInAnswersAndMetrics(ReadSite read) {
    assertThat(read.answers())
        .hasSizeGreaterThan(200)
        .hasSizeGreaterThan(3 * read.keys().size())
        .allSatisfy(text -> assertThat(text).isNotEmpty())
        .allSatisfy(text -> assertThat(SEARCH.inText("served", text)).isEmpty());
  }
}
