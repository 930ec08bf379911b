package org.rollbook.model.openedx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.SchemaFit;
import org.rollbook.model.topic.Contracts;
import org.rollbook.model.topic.EventContract;

/// The schemas that Open edX writes its events with, as `openedx_events` keeps them: one file for
/// each event type.
record UpstreamSchemas(Path folder) {

  /// The parts of today's events that we could not read, by event type and field.
  List<String> misfits() {
    return Contracts.events().stream().flatMap(this::misfitsOf).toList();
  }

  Path fileOf(EventType type) {
    return folder.resolve(type.wireName().replace('.', '+') + "_schema.avsc");
  }

  private Stream<String> misfitsOf(EventContract event) {
    EventType type = event.type();
    if (!Files.exists(fileOf(type))) {
      return Stream.of(type.wireName() + ": is not among Open edX's events any more");
    }
    return SchemaFit.misfits(event.schema(), schemaOf(type)).stream()
        .map(misfit -> type.wireName() + ": " + misfit);
  }

  private Schema schemaOf(EventType type) {
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION)
          .setValidateDefaults(false)
          .parse(fileOf(type).toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
