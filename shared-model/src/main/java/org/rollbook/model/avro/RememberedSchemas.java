package org.rollbook.model.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.avro.Schema;

/// The ids that a registry gave us, and what they stand for: in memory, and as `<id>.avsc` in a
/// folder, so that a restarted process needs no registry for what it has read before, and notices
/// one that began again.
///
/// The folder is one process's. Safe for many threads.
final class RememberedSchemas {

  private static final String SUFFIX = ".avsc";

  private final Path folder;
  private final ConcurrentSkipListMap<Integer, Schema> byId = new ConcurrentSkipListMap<>();

  /// @throws UncheckedIOException if the folder cannot be made or read
  RememberedSchemas(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        for (Path file : files) {
          load(file);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read remembered schemas in " + folder, unreadable);
    }
  }

  Optional<Schema> get(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The greatest id, if there is any: a registry that began again hands out small ones first, so
  /// this is the last that it would know.
  Optional<Integer> greatestId() {
    Map.Entry<Integer, Schema> last = byId.lastEntry();
    return last == null ? Optional.empty() : Optional.of(last.getKey());
  }

  /// The id that exactly this schema once got.
  Optional<Integer> idOf(Schema schema) {
    String text = schema.toString();
    return byId.entrySet().stream()
        .filter(known -> known.getValue().toString().equals(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Remembers what an id stands for, on disk first.
  ///
  /// @throws IOException if the disk does not take it; it is then not remembered at all
  void put(int id, Schema schema) throws IOException {
    Path draft = Files.createTempFile(folder, id + "-", ".draft");
    try {
      write(draft, schema.toString());
      Files.move(draft, fileOf(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    byId.put(id, schema);
  }

  /// A name or a text that is none of ours is as good as no file: the registry is asked again.
  private void load(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String id = name.substring(0, name.length() - SUFFIX.length());
    if (id.matches("[0-9]{1,9}")
        && ForeignSchema.parse(Files.readString(file)) instanceof SchemaLookup.Known(var schema)) {
      byId.put(Integer.valueOf(id), schema);
    }
  }

  private Path fileOf(int id) {
    return folder.resolve(id + SUFFIX);
  }

  /// Forces the bytes out before the name points to them.
  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
