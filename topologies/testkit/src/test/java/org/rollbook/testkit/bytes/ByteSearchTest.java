package org.rollbook.testkit.bytes;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

final class ByteSearchTest {

  private static final String NAME = "Bob Ünïcode";

  private final ByteSearch search = ByteSearch.forTexts(NAME, "bob@example.com");

  @Test
  void shouldFindATextInAnyEncodingHoweverDeep(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.write(deep.resolve("wide"), ("x" + NAME).getBytes(UTF_16LE));
    Files.writeString(deep.resolve("plain"), "to: bob@example.com");
    Files.writeString(deep.resolve("other"), "bob@example.org");

    assertThat(search.inFolder(folder))
        .containsExactlyInAnyOrder(
            new FoundText(NAME, deep.resolve("wide").toString()),
            new FoundText("bob@example.com", deep.resolve("plain").toString()));
  }

  @Test
  void shouldFindATextAcrossTheBorderOfTwoChunks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large");
    Files.writeString(file, " ".repeat((1 << 20) - 5) + "bob@example.com" + " ".repeat(1 << 20));

    assertThat(search.inFolder(folder))
        .containsExactly(new FoundText("bob@example.com", file.toString()));
  }

  @Test
  void shouldFindATextInACompressedDatabase(@TempDir Path folder) throws RocksDBException {
    String value = ("bob@example" + ".com").repeat(200);
    try (var options =
            new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        var flush = new FlushOptions();
        var database = RocksDB.open(options, folder.toString())) {
      database.put("key".getBytes(UTF_8), value.getBytes(UTF_8));
      database.flush(flush);
    }

    assertThat(search.inFolder(folder))
        .contains(new FoundText("bob@example.com", "a value of default in " + folder));
  }

  @Test
  void shouldFindATextInEveryPartOfARecord() {
    byte[] text = NAME.getBytes(UTF_8);
    var message = new ConsumerRecord<>("topic", 1, 7, text, text);
    message.headers().add("name", text);

    assertThat(search.inRecords(List.of(message)))
        .extracting(FoundText::location)
        .containsExactly("key of topic-1@7", "value of topic-1@7", "header name of topic-1@7");
  }

  @Test
  void shouldFindNothingInATombstoneWithoutKey() {
    assertThat(search.inRecords(List.of(new ConsumerRecord<>("topic", 0, 0, null, null))))
        .isEmpty();
  }

  @Test
  void shouldFindATextInALog() {
    assertThat(search.inText("log", "Hello " + NAME)).containsExactly(new FoundText(NAME, "log"));
    assertThat(search.inText("log", "Hello Bob")).isEmpty();
  }
}
