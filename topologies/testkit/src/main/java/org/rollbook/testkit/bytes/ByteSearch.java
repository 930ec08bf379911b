package org.rollbook.testkit.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Looks for texts, such as a learner's e-mail, as the bytes of UTF-8 and UTF-16, in files, in
/// records and in texts.
///
/// Compression hides content. So a folder that is a RocksDB database is also opened (read-only) and
/// searched entry by entry; a topic must be read with a consumer, not in the broker's files.
///
/// The texts should occur nowhere else: a name of three letters is in every large file.
public final class ByteSearch {

  private static final int CHUNK = 1 << 20;

  private final List<EncodedText> wanted;
  private final int overlap;

  private ByteSearch(Collection<String> texts) {
    wanted = texts.stream().flatMap(EncodedText::encodingsOf).toList();
    overlap = wanted.stream().mapToInt(EncodedText::length).max().orElseThrow() - 1;
  }

  /// A search for any of the texts; at least one.
  public static ByteSearch forTexts(Collection<String> texts) {
    return new ByteSearch(texts);
  }

  public static ByteSearch forTexts(String... texts) {
    return new ByteSearch(List.of(texts));
  }

  /// Searches everything below a folder, however deep; a file that disappears meanwhile is left
  /// out.
  public List<FoundText> inFolder(Path folder) {
    FolderTree tree = FolderTree.of(folder);
    return Stream.concat(
            tree.files().stream().flatMap(this::inFile),
            tree.folders().stream().filter(RocksFolder::isOne).flatMap(this::inDatabase))
        .distinct()
        .toList();
  }

  /// Searches keys, values and headers.
  public List<FoundText> inRecords(Collection<ConsumerRecord<byte[], byte[]>> messages) {
    return messages.stream().flatMap(this::inRecord).distinct().toList();
  }

  /// Searches a text, such as a log or an answer.
  public List<FoundText> inText(String location, String text) {
    return inBytes(location, text.getBytes(StandardCharsets.UTF_8)).distinct().toList();
  }

  private Stream<FoundText> inBytes(String location, byte[] bytes) {
    return inBytes(location, bytes, bytes.length);
  }

  private Stream<FoundText> inBytes(String location, byte[] bytes, int length) {
    return wanted.stream()
        .filter(text -> text.isIn(bytes, length))
        .map(text -> new FoundText(text.text(), location));
  }

  private Stream<FoundText> inRecord(ConsumerRecord<byte[], byte[]> message) {
    String location = message.topic() + "-" + message.partition() + "@" + message.offset();
    return Stream.of(
            inMaybe("key of " + location, Optional.ofNullable(message.key())),
            inMaybe("value of " + location, Optional.ofNullable(message.value())),
            Stream.of(message.headers().toArray()).flatMap(header -> inHeader(location, header)))
        .flatMap(Function.identity());
  }

  private Stream<FoundText> inHeader(String record, Header header) {
    String location = "header " + header.key() + " of " + record;
    return Stream.concat(
        inBytes(location, header.key().getBytes(StandardCharsets.UTF_8)),
        inMaybe(location, Optional.ofNullable(header.value())));
  }

  private Stream<FoundText> inMaybe(String location, Optional<byte[]> bytes) {
    return bytes.stream().flatMap(there -> inBytes(location, there));
  }

  private Stream<FoundText> inDatabase(Path folder) {
    Stream.Builder<FoundText> found = Stream.builder();
    RocksFolder.forEachEntry(
        folder,
        (family, key, value) -> {
          inBytes("a key of " + family + " in " + folder, key).forEach(found);
          inBytes("a value of " + family + " in " + folder, value).forEach(found);
        });
    return found.build();
  }

  /// Reads chunk by chunk; each chunk begins with the end of the one before, so that no text is
  /// missed at a border.
  private Stream<FoundText> inFile(Path file) {
    byte[] buffer = new byte[overlap + CHUNK];
    int kept = 0;
    Stream.Builder<FoundText> found = Stream.builder();
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(buffer, kept, CHUNK);
          read > 0;
          read = in.readNBytes(buffer, kept, CHUNK)) {
        int length = kept + read;
        inBytes(file.toString(), buffer, length).forEach(found);
        kept = Math.min(length, overlap);
        System.arraycopy(buffer, length - kept, buffer, 0, kept);
      }
    } catch (NoSuchFileException gone) {
      return found.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.build();
  }
}
