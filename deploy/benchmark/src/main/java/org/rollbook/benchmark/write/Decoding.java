package org.rollbook.benchmark.write;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.LostSchemas;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.avro.RememberedSchemas;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.IsoTime;

/// The content of an inbound message, decoded as Rollbook does, but without any checks.
final class Decoding {

  private final NarrowReader reader = new NarrowReader(EnrollmentEvents.SCHEMA);
  private final SchemaRegistry registry;

  /// Gets schemas from a registry.
  Decoding(String registry) {
    this.registry =
        new RegistryClient(
            URI.create(registry),
            Optional.empty(),
            new RememberedSchemas(),
            LostSchemas.NONE,
            InstantSource.system());
  }

  PlainEnrollment enrollment(byte[] message) {
    try {
      ConfluentFraming.Framed framed = ConfluentFraming.parse(message).orElseThrow();
      if (!(registry.schema(framed.schemaId()) instanceof SchemaLookup.Known(var writer))) {
        throw new IllegalStateException("no schema " + framed.schemaId());
      }
      var payload = (GenericRecord) reader.read(writer, framed.avro()).get("enrollment");
      return new PlainEnrollment(
          new LearnerId((long) ((GenericRecord) payload.get("user")).get("id")),
          new CourseKey(((GenericRecord) payload.get("course")).get("course_key").toString()),
          payload.get("mode").toString(),
          (boolean) payload.get("is_active"),
          IsoTime.parse(payload.get("creation_date").toString()));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
